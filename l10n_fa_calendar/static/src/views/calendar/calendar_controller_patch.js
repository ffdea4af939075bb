/** Patches web/static/src/views/calendar/calendar_controller.js: titles and steps are Jalali. */
import { patch } from "@web/core/utils/patch";
import { CalendarController } from "@web/views/calendar/calendar_controller";
import { getEndOfLocalWeek, getStartOfLocalWeek } from "@web/core/l10n/dates";
import { showsJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { localizeDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { jalaliDay, plusJalali } from "@l10n_fa_calendar/core/l10n/jalali_datetime";
import { formatJalali } from "@l10n_fa_calendar/core/l10n/jalali_format";
import { jalaliWeek } from "./jalali_week";

const { DateTime } = luxon;

/** The months of a period, and its years: no name stands there twice. */
function formatPeriod(start, end) {
    const [first, last] = [jalaliDay(start), jalaliDay(end)];
    if (first.year !== last.year) {
        return `${formatJalali(start, "MMMM y")} - ${formatJalali(end, "MMMM y")}`;
    }
    const months = first.month === last.month ? "" : `${formatJalali(start, "MMMM")} - `;
    return months + formatJalali(end, "MMMM y");
}

patch(CalendarController.prototype, {
    get currentDate() {
        const { date = DateTime.now(), scale } = this.model.meta;
        if (!super.currentDate || !showsJalali(date)) {
            return super.currentDate;
        }
        const isWeek = scale === "week";
        const start = isWeek ? getStartOfLocalWeek(date) : date;
        const end = isWeek ? getEndOfLocalWeek(date) : date;
        return ` - ${formatPeriod(start, end)}`;
    },

    get today() {
        const today = DateTime.now();
        return showsJalali(today) ? formatJalali(today, "d") : super.today;
    },

    get currentYear() {
        return showsJalali(this.date) ? formatJalali(this.date, "y") : super.currentYear;
    },

    get currentMonth() {
        return showsJalali(this.date) ? formatJalali(this.date, "MMMM y") : super.currentMonth;
    },

    get dayHeader() {
        return showsJalali(this.date) ? formatJalali(this.date, "d MMMM y") : super.dayHeader;
    },

    get weekHeader() {
        const { rangeStart, rangeEnd } = this.model;
        return showsJalali(this.date) ? formatPeriod(rangeStart, rangeEnd) : super.weekHeader;
    },

    get currentWeek() {
        return showsJalali(this.date)
            ? localizeDigits(String(jalaliWeek(this.model.rangeStart)))
            : super.currentWeek;
    },

    async setDate(move) {
        const { date, scale } = this.model;
        const direction = { next: 1, previous: -1 }[move];
        if (!direction || !["month", "year"].includes(scale) || !showsJalali(date)) {
            return super.setDate(move);
        }
        await this.model.load({ date: plusJalali(date, { [`${scale}s`]: direction }) });
    },
});
