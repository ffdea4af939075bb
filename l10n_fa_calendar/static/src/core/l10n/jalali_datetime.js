import {
    dayOfYear,
    isJalaliDay,
    monthLength,
    PERIOD_MONTHS,
    toGregorian,
    toJalali,
} from "./jalali";

/**
 * Jalali arithmetic on luxon's DateTime, which itself stays Gregorian: time and zone are kept.
 *
 * @typedef {luxon.DateTime} DateTime
 * @typedef {{ year: number, month: number, day: number }} JalaliDay
 */

/**
 * @param {DateTime} date
 * @returns {JalaliDay}
 */
export function jalaliDay(date) {
    return toJalali(date.year, date.month, date.day);
}

/**
 * @param {DateTime} date
 * @param {Partial<JalaliDay>} values what to change of the day; a day that the month
 *  lacks becomes its last
 */
export function setJalali(date, values) {
    const { year, month, day } = { ...jalaliDay(date), ...values };
    return date.set(toGregorian({ year, month, day: Math.min(day, monthLength(year, month)) }));
}

/**
 * @param {DateTime} date
 * @param {{ years?: number, months?: number }} duration
 */
export function plusJalali(date, { years = 0, months = 0 }) {
    const { year, month } = jalaliDay(date);
    const monthIndex = (year + years) * 12 + month - 1 + months;
    return setJalali(date, { year: Math.floor(monthIndex / 12), month: (monthIndex % 12) + 1 });
}

/**
 * @param {DateTime} date
 * @param {"month" | "quarter" | "year"} unit
 */
export function startOfJalali(date, unit) {
    const { month } = jalaliDay(date);
    const firstMonth = month - ((month - 1) % PERIOD_MONTHS[unit]);
    return setJalali(date, { month: firstMonth, day: 1 }).startOf("day");
}

/**
 * @param {DateTime} date
 * @param {"month" | "quarter" | "year"} unit
 * @param {number} count
 */
export function plusJalaliPeriods(date, unit, count) {
    return plusJalali(date, { months: count * PERIOD_MONTHS[unit] });
}

/**
 * The months that have passed from a date to another, or that are still to come; whole ones.
 *
 * @param {DateTime} from
 * @param {DateTime} to
 * @returns {number} negative if `to` is the earlier
 */
export function wholeMonths(from, to) {
    const [first, last] = [jalaliDay(from), jalaliDay(to)];
    const months = (last.year - first.year) * 12 + last.month - first.month;
    const reached = plusJalali(from, { months });
    if (months > 0 && reached > to) {
        return months - 1;
    }
    return months < 0 && reached < to ? months + 1 : months;
}

/**
 * The week of the Jalali year: the first is the one that Nowruz is in.
 *
 * @param {DateTime} lastDay the last day of the week
 */
export function jalaliWeekNumber(lastDay) {
    return Math.ceil(dayOfYear(jalaliDay(lastDay)) / 7);
}

/**
 * @param {JalaliDay & { hour: number, minute: number, second: number }} fields
 * @param {string} zone
 * @returns {DateTime | null} null if the calendar has no such day
 */
export function fromJalali({ year, month, day, ...time }, zone) {
    return isJalaliDay({ year, month, day })
        ? luxon.DateTime.fromObject({ ...toGregorian({ year, month, day }), ...time }, { zone })
        : null;
}
