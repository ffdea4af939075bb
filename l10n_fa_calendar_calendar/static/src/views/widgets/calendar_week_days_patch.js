/**
 * Patches calendar/static/src/views/widgets/calendar_week_days.js: a weekday has the letter it
 * has in the calendar. The first one of its translation is a digit in Persian ("1شنبه").
 */
import { CalendarWeekDays } from "@calendar/views/widgets/calendar_week_days";
import { readsPersian } from "@l10n_fa_calendar/core/l10n/jalali_names";
import { patch } from "@web/core/utils/patch";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

patch(CalendarWeekDays.prototype, {
    letterOf(day) {
        return readsPersian()
            ? luxon.Info.weekdays("narrow")[DAYS.indexOf(day)]
            : this.props.record.fields[day].string[0];
    },
});
