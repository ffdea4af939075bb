/**
 * The Jalali (Solar Hijri) calendar in the browser: the only place that converts.
 *
 * Integer arithmetic on days since 1970-01-01, equal to jalali.py on every day of the Jalali
 * years 947 to 1699 (tests/test_browser_core.py compares them): eight leap years in
 * each 33, but for the years in which the equinox leaves that rule. Intl converts one way only,
 * and leaves out those years in older browsers.
 */

/** A year from this one on is a Gregorian year, whoever types it. */
export const FIRST_GREGORIAN_YEAR = 1700;
/** How many months a period has: each starts in a month that divides the year evenly. */
export const PERIOD_MONTHS = { month: 1, quarter: 3, year: 12 };

const DAY = 24 * 60 * 60 * 1000;
/** 1 Farvardin of the year 0, in days since 1970-01-01. */
const EPOCH = -492633;
/** Leap by the rule, but the following year is leap in their place. */
const LATE_LEAP_YEARS = new Set([1502, 1601, 1634, 1667]);
const FIRST_HALF = 6 * 31;

/** 1 Farvardin of a year, in days since 1970-01-01. */
function yearStart(year) {
    const leapDays = Math.floor((8 * year + 21) / 33) - LATE_LEAP_YEARS.has(year - 1);
    return EPOCH + 365 * year + leapDays;
}

/** @param {number} year */
export function isLeapYear(year) {
    return yearStart(year + 1) - yearStart(year) === 366;
}

/**
 * @param {number} year
 * @param {number} month
 */
export function monthLength(year, month) {
    if (month < 12) {
        return month <= 6 ? 31 : 30;
    }
    return isLeapYear(year) ? 30 : 29;
}

/** Whether the calendar has such a day. */
export function isJalaliDay({ year, month, day }) {
    return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

/** 1 for the first of Farvardin to 365 or 366. */
export function dayOfYear({ month, day }) {
    return month <= 7 ? (month - 1) * 31 + day : FIRST_HALF + (month - 7) * 30 + day;
}

/** The Jalali day of a Gregorian one. */
export function toJalali(gregorianYear, gregorianMonth, gregorianDay) {
    const days = Date.UTC(gregorianYear, gregorianMonth - 1, gregorianDay) / DAY;
    let year = gregorianYear - 621;
    if (days < yearStart(year)) {
        year--;
    }
    const rest = days - yearStart(year);
    const [monthsBefore, offset, length] =
        rest < FIRST_HALF ? [0, rest, 31] : [6, rest - FIRST_HALF, 30];
    return {
        year,
        month: monthsBefore + Math.floor(offset / length) + 1,
        day: (offset % length) + 1,
    };
}

/** The Gregorian day of a Jalali one, which must exist: see isJalaliDay. */
export function toGregorian(jalaliDay) {
    const date = new Date((yearStart(jalaliDay.year) + dayOfYear(jalaliDay) - 1) * DAY);
    return {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
    };
}
