/**
 * Patches the popovers of web/static/src/views/calendar (calendar_common_popover.js and
 * calendar_year_popover.js): the days of a record are Jalali, its hours in their digits.
 */
import { patch } from "@web/core/utils/patch";
import { CalendarCommonPopover } from "@web/views/calendar/calendar_common/calendar_common_popover";
import { CalendarYearPopover } from "@web/views/calendar/calendar_year/calendar_year_popover";
import { showsJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { localizeDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { formatJalaliSpan } from "./jalali_date_span";

patch(CalendarCommonPopover.prototype, {
    computeDateTimeAndDuration() {
        super.computeDateTimeAndDuration();
        const { start, end } = this.props.record;
        if (!showsJalali(start)) {
            return;
        }
        this.time &&= localizeDigits(this.time);
        this.timeDuration &&= localizeDigits(this.timeDuration);
        this.date &&= formatJalaliSpan(start, end);
        this.dateDuration &&= localizeDigits(String(this.dateDuration));
    },
});

patch(CalendarYearPopover.prototype, {
    groupRecords() {
        const groups = super.groupRecords();
        for (const group of groups.filter(({ start }) => showsJalali(start))) {
            group.title = formatJalaliSpan(group.start, group.end);
            for (const record of group.records) {
                record.startHour = localizeDigits(record.startHour);
            }
        }
        return groups;
    },
});
