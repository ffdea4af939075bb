import { globals } from "@odoo/hoot";
import { defineParams, patchWithCleanup, serverState } from "@web/../tests/web_test_helpers";
import { session } from "@web/session";

/** The client of a user in Persian, whose session says Jalali. */
export function usePersianClient() {
    serverState.lang = "fa_IR";
    defineParams({
        lang: "fa_IR",
        lang_parameters: {
            date_format: "%Y/%m/%d",
            time_format: "%H:%M:%S",
            direction: "rtl",
            week_start: 6,
        },
    });
    patchWithCleanup(session, { calendar_system: "jalali" });
}

/** The table that the tests in Python read too. */
export async function fetchReferenceDates() {
    const response = await globals.fetch("/l10n_fa_calendar/static/tests/reference_dates.json");
    return response.json();
}
