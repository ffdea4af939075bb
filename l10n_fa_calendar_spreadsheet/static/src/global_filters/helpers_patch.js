/**
 * Patches spreadsheet/static/src/global_filters/helpers.js: the date filters of dashboards
 * offer, name and apply Jalali months, seasons and years.
 *
 * Its functions are plain exports, replaced before any importer takes them: how, and why not
 * with patch(), is told in l10n_fa_calendar's dates_patch.js.
 */
import * as filters from "@spreadsheet/global_filters/helpers";
import { isPlain, usesJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { localizeDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { formatJalaliPeriod } from "@l10n_fa_calendar/core/l10n/jalali_format";
import {
    adjacentJalaliValue,
    isJalaliPeriod,
    jalaliPeriodRange,
    relativeJalaliRange,
    startOfPeriod,
    toRangeValue,
} from "./jalali_filter_values";

const { DateTime } = luxon;

const core = { ...filters };

const countsMonths = (value) => value?.type === "relative" && usesJalali();

/** A value whose limits are Jalali ones, as the days that it stands for. */
function asDays(value) {
    return isJalaliPeriod(value) || countsMonths(value)
        ? toRangeValue(filters.getDateRange(value))
        : value;
}

Object.assign(filters, {
    getDateRange(value, offset = 0) {
        if (isJalaliPeriod(value)) {
            return jalaliPeriodRange(value, offset);
        }
        const range = countsMonths(value) && relativeJalaliRange(value.period, offset);
        return range || core.getDateRange(value, offset);
    },

    getBestGranularity(value, fieldMatching) {
        return core.getBestGranularity(asDays(value), fieldMatching);
    },

    getValidGranularities(value) {
        return core.getValidGranularities(asDays(value));
    },

    getNextDateFilterValue(value) {
        const next = countsMonths(value) && adjacentJalaliValue(value.period, 1);
        return next || core.getNextDateFilterValue(value);
    },

    getPreviousDateFilterValue(value) {
        const previous = countsMonths(value) && adjacentJalaliValue(value.period, -1);
        return previous || core.getPreviousDateFilterValue(value);
    },

    dateFilterValueToString(value) {
        if (isJalaliPeriod(value)) {
            return formatJalaliPeriod(startOfPeriod(value), value.type);
        }
        if (isPlain()) {
            return core.dateFilterValueToString(value);
        }
        if (value?.type === "range" && value.from && value.to) {
            // An interval of luxon is written by the browser, whose calendar is no one's choice.
            return [value.from, value.to]
                .map((day) => DateTime.fromISO(day).toLocaleString(DateTime.DATE_FULL))
                .join(" – ");
        }
        return localizeDigits(String(core.dateFilterValueToString(value)));
    },

    async getFacetInfo(env, filter, filterValue) {
        const info = await core.getFacetInfo(env, filter, filterValue);
        return filter.type === "date"
            ? { ...info, values: [filters.dateFilterValueToString(filterValue)] }
            : info;
    },
});
