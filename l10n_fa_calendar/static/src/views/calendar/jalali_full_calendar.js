import { loadBundle } from "@web/core/assets";
import { jalaliDay, plusJalali, startOfJalali } from "@l10n_fa_calendar/core/l10n/jalali_datetime";
import { localizeDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { formatJalali } from "@l10n_fa_calendar/core/l10n/jalali_format";
import { jalaliWeek } from "./jalali_week";

const { DateTime } = luxon;

/** FullCalendar's markers are dates whose fields in UTC are those to show. */
const toUtc = (marker) => DateTime.fromJSDate(marker, { zone: "utc" });

function makeJalaliPlugin() {
    const { default: dayGrid, Internal } = FullCalendar.DayGrid;

    class JalaliMonthProfileGenerator extends Internal.TableDateProfileGenerator {
        buildCurrentRangeInfo(marker) {
            const info = super.buildCurrentRangeInfo(...arguments);
            const start = startOfJalali(toUtc(marker), "month");
            const end = plusJalali(start, { months: 1 });
            return { ...info, range: { start: start.toJSDate(), end: end.toJSDate() } };
        }
    }

    return FullCalendar.createPlugin({
        name: "l10n_fa_calendar",
        deps: [dayGrid], // so that its month is replaced by ours
        views: {
            dayGridMonth: {
                type: "dayGrid",
                duration: { months: 1 },
                dateProfileGeneratorClass: JalaliMonthProfileGenerator,
            },
        },
    });
}

/** FullCalendar reads it as it starts. */
const plugins = [];

export async function loadJalaliPlugin() {
    await loadBundle("web.fullcalendar_lib");
    plugins[0] ||= makeJalaliPlugin();
}

/**
 * FullCalendar's options with months of the Jalali calendar: by a plugin given to the one
 * instance, as its documentation has it. See loadJalaliPlugin.
 *
 * @param {object} options
 */
export function withJalaliMonths(options) {
    return {
        ...options,
        dayCellContent: ({ date }) =>
            localizeDigits(String(jalaliDay(DateTime.fromJSDate(date)).day)),
        plugins,
        titleFormat: ({ date }) => formatJalali(toUtc(date.marker), "MMMM y"),
        viewClassNames: "o_l10n_fa_calendar_jalali",
        weekNumberCalculation: jalaliWeek,
    };
}
