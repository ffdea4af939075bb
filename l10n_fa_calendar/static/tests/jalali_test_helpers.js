import { globals } from "@odoo/hoot";
import { defineParams, patchWithCleanup, serverState } from "@web/../tests/web_test_helpers";
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
