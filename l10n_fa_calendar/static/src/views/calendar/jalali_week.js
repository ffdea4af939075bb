import { getEndOfLocalWeek } from "@web/core/l10n/dates";
import { jalaliWeekNumber } from "@l10n_fa_calendar/core/l10n/jalali_datetime";

const { DateTime } = luxon;

/**
 * The number of the week that a day is in, within its Jalali year.
 *
 * @param {Date | luxon.DateTime} date
 */
export function jalaliWeek(date) {
    const day = date instanceof Date ? DateTime.fromJSDate(date) : date;
    return jalaliWeekNumber(getEndOfLocalWeek(day));
}
