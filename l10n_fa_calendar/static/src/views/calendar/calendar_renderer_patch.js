/**
 * Patches the renderers of web/static/src/views/calendar (calendar_common_renderer.js and
 * calendar_year_renderer.js): days and months are Jalali, hours in their digits.
 */
import { onWillStart } from "@odoo/owl";
import { patch } from "@web/core/utils/patch";
import { CalendarCommonRenderer } from "@web/views/calendar/calendar_common/calendar_common_renderer";
import { CalendarYearRenderer } from "@web/views/calendar/calendar_year/calendar_year_renderer";
import { showsJalali, usesJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { localizeDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { setJalali } from "@l10n_fa_calendar/core/l10n/jalali_datetime";
import { formatJalali } from "@l10n_fa_calendar/core/l10n/jalali_format";
import { loadJalaliPlugin, withJalaliMonths } from "./jalali_full_calendar";
import { jalaliWeek } from "./jalali_week";

const { DateTime } = luxon;

const localizeTime = (text) => (usesJalali() ? localizeDigits(text) : text);

const loadPlugin = () => usesJalali() && loadJalaliPlugin();

patch(CalendarCommonRenderer.prototype, {
    setup() {
        super.setup();
        onWillStart(loadPlugin);
    },

    get options() {
        const options = super.options;
        const { date, scale } = this.props.model;
        if (!showsJalali(date)) {
            return options;
        }
        return scale === "month"
            ? withJalaliMonths(options)
            : { ...options, weekNumberCalculation: jalaliWeek };
    },

    headerTemplateProps(date) {
        const props = super.headerTemplateProps(date);
        // of a month, FullCalendar asks for the names of weekdays only
        const day = DateTime.fromJSDate(date);
        return showsJalali(day) ? { ...props, day: formatJalali(day, "d") } : props;
    },

    getStartTime(record) {
        return localizeTime(super.getStartTime(record));
    },

    getEndTime(record) {
        return localizeTime(super.getEndTime(record));
    },
});

patch(CalendarYearRenderer.prototype, {
    setup() {
        super.setup();
        onWillStart(loadPlugin);
    },

    getDateWithMonth(month) {
        const { date } = this.props.model;
        return showsJalali(date)
            ? setJalali(date, { month: this.months.indexOf(month) + 1, day: 1 }).toISO()
            : super.getDateWithMonth(month);
    },

    getOptionsForMonth(month) {
        const options = super.getOptionsForMonth(month);
        return showsJalali(this.props.model.date) ? withJalaliMonths(options) : options;
    },
});
