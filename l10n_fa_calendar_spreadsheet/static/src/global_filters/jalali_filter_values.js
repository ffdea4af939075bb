import { FIRST_GREGORIAN_YEAR } from "@l10n_fa_calendar/core/l10n/jalali";
import {
    jalaliDay,
    plusJalali,
    plusJalaliPeriods,
    setJalali,
    startOfJalali,
} from "@l10n_fa_calendar/core/l10n/jalali_datetime";

/**
 * Jalali periods as values of a spreadsheet's date filter: { type: "month", year: 1405,
 * month: 9 }. The year tells the calendar, so that a value means the same to everyone.
 */

const { DateTime } = luxon;

/** The periods of a filter that count from today, and where they are in Jalali ones. */
const RELATIVE = {
    last_month: ["month", -1],
    month_to_date: ["month", 0],
    year_to_date: ["year", 0],
};

export function isJalaliPeriod(value) {
    return Boolean(value) && value.year < FIRST_GREGORIAN_YEAR;
}

/**
 * @param {luxon.DateTime} date
 * @param {"month" | "quarter" | "year"} type
 */
export function toJalaliPeriod(date, type) {
    const { year, month } = jalaliDay(date);
    const part = { month: { month }, quarter: { quarter: Math.ceil(month / 3) } }[type];
    return { type, year, ...part };
}

/** The first moment of a Jalali period. */
export function startOfPeriod({ year, month, quarter }) {
    const firstMonth = month || (quarter ? quarter * 3 - 2 : 1);
    return setJalali(DateTime.local(), { year, month: firstMonth, day: 1 }).startOf("day");
}

/** The limits of as many whole periods as wanted, from a moment's period on. */
function wholePeriods(date, unit, offset, count = 1) {
    const from = plusJalaliPeriods(startOfJalali(date, unit), unit, offset);
    return { from, to: plusJalaliPeriods(from, unit, count).minus({ milliseconds: 1 }) };
}

/** @returns {{ from: luxon.DateTime, to: luxon.DateTime }} */
export function jalaliPeriodRange(value, offset) {
    return wholePeriods(startOfPeriod(value), value.type, offset);
}

/** The limits of a period that counts from today by Jalali months, or nothing. */
export function relativeJalaliRange(period, offset) {
    const now = DateTime.local();
    const toDate = (unit) => {
        const duration = { [`${unit}s`]: offset };
        return {
            from: plusJalali(startOfJalali(now, unit), duration),
            to: plusJalali(now.endOf("day"), duration),
        };
    };
    switch (period) {
        case "month_to_date":
            return toDate("month");
        case "year_to_date":
            return toDate("year");
        case "last_month":
            return wholePeriods(now, "month", offset - 1);
        case "last_12_months":
            return wholePeriods(now.plus({ days: 1 }), "month", 12 * (offset - 1), 12);
    }
}

/** The value before or after a period that counts from today, or nothing. */
export function adjacentJalaliValue(period, step) {
    if (period in RELATIVE) {
        const [unit, offset] = RELATIVE[period];
        return toJalaliPeriod(plusJalaliPeriods(DateTime.local(), unit, offset + step), unit);
    }
    const range = relativeJalaliRange(period, step);
    return range && toRangeValue(range);
}

/** Days as a value of the filter. */
export function toRangeValue({ from, to }) {
    return { type: "range", from: from?.toISODate(), to: to?.toISODate() };
}
