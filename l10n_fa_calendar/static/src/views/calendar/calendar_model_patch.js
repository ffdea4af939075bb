/** Patches web/static/src/views/calendar/calendar_model.js: months and years are Jalali. */
import { patch } from "@web/core/utils/patch";
import { CalendarModel } from "@web/views/calendar/calendar_model";
import { showsJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { plusJalali, startOfJalali } from "@l10n_fa_calendar/core/l10n/jalali_datetime";

patch(CalendarModel.prototype, {
    computeRange() {
        const { date, firstDayOfWeek, scale } = this.meta;
        if (!["month", "year"].includes(scale) || !showsJalali(date)) {
            return super.computeRange();
        }
        let start = startOfJalali(date, scale);
        let end = plusJalali(start, { [`${scale}s`]: 1 });
        if (scale === "month" && this.monthOverflow) {
            start = start.minus({ days: (start.weekday - firstDayOfWeek + 7) % 7 });
            end = start.plus({ weeks: 6 });
        }
        return { start, end: end.minus({ days: 1 }).endOf("day") };
    },
});
