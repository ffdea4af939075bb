import { expect, globals } from "@odoo/hoot";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import {
    contains,
    defineParams,
    onRpc,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";
import { session } from "@web/session";

/** The client of a user in Persian. */
export function usePersianClient(calendarSystem = "jalali", digits = "persian") {
    serverState.lang = "fa_IR";
    defineParams({
        lang_parameters: {
            date_format: "%Y/%m/%d",
            time_format: "%H:%M:%S",
            direction: "rtl",
            week_start: 6,
        },
    });
    patchWithCleanup(session, { calendar_system: calendarSystem, digits });
}

/** The client of a user in English. */
export function useEnglishClient(calendarSystem = "gregorian", digits = "latin") {
    serverState.lang = "en_US";
    patchWithCleanup(session, { calendar_system: calendarSystem, digits });
}

/** The table that the tests in Python read too. */
export async function fetchReferenceDates() {
    const response = await globals.fetch("/l10n_fa_calendar/static/tests/reference_dates.json");
    return response.json();
}

/** The client of someone who edits records on a day; what they save is a step. */
export function startEditing(day, useClient) {
    mockDate(`${day} 12:34:56`, +3.5);
    useClient();
    onRpc("has_group", () => true);
    onRpc("web_save", ({ args }) => expect.step(args[1]));
}

/** Types into a date field that has a value: it is a button until then. */
export async function typeDate(fieldName, text, confirm = "enter") {
    await contains(`[name=${fieldName}] button`).click();
    await contains(`[name=${fieldName}] input`).edit(text, { confirm });
    await animationFrame();
}
