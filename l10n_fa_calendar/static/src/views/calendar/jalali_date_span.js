import { jalaliDay } from "@l10n_fa_calendar/core/l10n/jalali_datetime";
import { formatJalali } from "@l10n_fa_calendar/core/l10n/jalali_format";

/** The days of a record, as getFormattedDateSpan of web's calendar/utils.js has them. */
export function formatJalaliSpan(start, end) {
    const last = formatJalali(end, "d MMMM y");
    if (start.hasSame(end, "day")) {
        return last;
    }
    const [from, to] = [jalaliDay(start), jalaliDay(end)];
    const isSameMonth = from.year === to.year && from.month === to.month;
    return isSameMonth
        ? `${formatJalali(start, "d")} - ${last}`
        : `${formatJalali(start, "d MMMM y")} - ${last}`;
}
