import { getStartOfLocalWeek, isInRange, today } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { localizeDigits } from "../l10n/digits";
import {
    jalaliDay,
    jalaliWeekNumber,
    plusJalali,
    setJalali,
    startOfJalali,
} from "../l10n/jalali_datetime";
import { formatJalali } from "../l10n/jalali_format";

const { Info } = luxon;

const DAYS_PER_WEEK = 7;
const WEEKS_PER_MONTH = 6;
const GRID_COUNT = 10;
/** Thursday and Friday, in luxon's numbers. */
const WEEKEND = [4, 5];

const range = (length, start = 0) => [...Array(length)].map((_, index) => index + start);

/**
 * @typedef {import("@web/core/datetime/datetime_picker").DateItem} DateItem
 * @typedef {import("@web/core/datetime/datetime_picker").PrecisionInfo} PrecisionInfo
 * @typedef {luxon.DateTime} DateTime
 */

/**
 * @param {DateTime} start
 * @param {DateTime} next the start of the period that follows
 * @param {string} format of the label
 * @param {{ minDate: DateTime, maxDate: DateTime }} limits
 * @param {Partial<DateItem>} [values]
 * @returns {DateItem}
 */
function toItem(start, next, format, { minDate, maxDate }, values = {}) {
    const period = [start, next.minus({ millisecond: 1 })];
    return {
        id: start.toISODate(),
        includesToday: isInRange(today(), period),
        isOutOfRange: false,
        isValid: isInRange(period, [minDate, maxDate]),
        label: formatJalali(start, format),
        range: period,
        ...values,
    };
}

/** The year that a date's span of so many years starts in: a decade, a century. */
function startOfSpan(date, years) {
    const { year } = jalaliDay(date);
    return startOfJalali(setJalali(date, { year: year - (year % years) }), "year");
}

/** Ten periods of years, with one more at each end. */
function toYearItems(start, years, limits) {
    return range(GRID_COUNT + 2, -1).map((index) => {
        const first = plusJalali(start, { years: index * years });
        const isOutOfRange = index < 0 || index >= GRID_COUNT;
        return toItem(first, plusJalali(first, { years }), "y", limits, { isOutOfRange });
    });
}

function toYearsTitle(start, years) {
    const first = plusJalali(start, { years: -years });
    const last = plusJalali(start, { years: GRID_COUNT * years });
    return `${formatJalali(first, "y")} - ${formatJalali(last, "y")}`;
}

function toDayItem(day, month, params) {
    const item = toItem(day, day.plus({ days: 1 }), "d", params);
    const weekend = WEEKEND.includes(day.weekday) ? "o_l10n_fa_calendar_weekend" : "";
    item.isOutOfRange = jalaliDay(day).month !== month;
    item.isValid &&= params.isDateValid?.(day) ?? true;
    item.extraClass = `${params.dayCellClass?.(day) || ""} ${weekend}`.trim();
    return item;
}

function toWeekItem(start, month, params) {
    const days = range(DAYS_PER_WEEK).map((index) =>
        toDayItem(start.plus({ days: index }), month, params)
    );
    return { days, number: localizeDigits(String(jalaliWeekNumber(days.at(-1).range[0]))) };
}

function toDayOfWeek({ range: [day] }) {
    const narrow = Info.weekdays("narrow", { locale: day.locale })[day.weekday - 1];
    return [day.weekdayShort, day.weekdayLong, narrow];
}

function getMonthItems(date, params) {
    const start = getStartOfLocalWeek(startOfJalali(date, "month"));
    const { month } = jalaliDay(date);
    const weeks = range(WEEKS_PER_MONTH).map((index) =>
        toWeekItem(start.plus({ weeks: index }), month, params)
    );
    const daysOfWeek = weeks[0].days.map(toDayOfWeek);
    if (params.showWeekNumbers) {
        daysOfWeek.unshift(["", _t("Week numbers"), ""]);
    }
    return [{ id: "__month__0", number: month, daysOfWeek, weeks }];
}

/**
 * The levels of the picker (days, months, years, decades) in the Jalali calendar: what
 * PRECISION_LEVELS of datetime_picker.js is to the Gregorian one, whose tooltips they keep.
 *
 * @type {Record<string, Pick<PrecisionInfo, "getTitle" | "getItems"> & { step: object }>}
 */
export const JALALI_PRECISION_LEVELS = {
    days: {
        step: { months: 1 },
        getTitle: (date) => formatJalali(date, "MMMM y"),
        getItems: getMonthItems,
    },
    months: {
        step: { years: 1 },
        getTitle: (date) => formatJalali(date, "y"),
        getItems: (date, limits) => {
            const start = startOfJalali(date, "year");
            return range(12).map((months) => {
                const first = plusJalali(start, { months });
                return toItem(first, plusJalali(first, { months: 1 }), "MMMM", limits);
            });
        },
    },
    years: {
        step: { years: 10 },
        getTitle: (date) => toYearsTitle(startOfSpan(date, 10), 1),
        getItems: (date, limits) => toYearItems(startOfSpan(date, 10), 1, limits),
    },
    decades: {
        step: { years: 100 },
        getTitle: (date) => toYearsTitle(startOfSpan(date, 100), 10),
        getItems: (date, limits) => toYearItems(startOfSpan(date, 100), 10, limits),
    },
};
