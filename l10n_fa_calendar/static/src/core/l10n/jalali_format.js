import { dayOfYear } from "./jalali";
import { jalaliDay } from "./jalali_datetime";
import { localizeDigits } from "./digits";
import { monthName, seasonName } from "./jalali_names";

/** A quoted literal, or a run of one letter: luxon's tokens. */
const TOKEN = /'[^']*'|([a-z])\1*/gi;

const pad = (number, length) => String(number).padStart(length, "0");
const quarter = (month) => Math.ceil(month / 3);

/** What luxon's tokens stand for in the Jalali calendar, and those of time, for speed. */
const TOKENS = {
    y: ({ year }) => year,
    yy: ({ year }) => pad(year % 100, 2),
    yyyy: ({ year }) => pad(year, 4),
    M: ({ month }) => month,
    MM: ({ month }) => pad(month, 2),
    MMM: ({ month }) => monthName(month),
    MMMM: ({ month }) => monthName(month),
    d: ({ day }) => day,
    dd: ({ day }) => pad(day, 2),
    o: (jalali) => dayOfYear(jalali),
    ooo: (jalali) => pad(dayOfYear(jalali), 3),
    q: ({ month }) => quarter(month),
    qq: ({ month }) => pad(quarter(month), 2),
    H: (jalali, { hour }) => hour,
    HH: (jalali, { hour }) => pad(hour, 2),
    mm: (jalali, { minute }) => pad(minute, 2),
    ss: (jalali, { second }) => pad(second, 2),
};
const MACROS = {
    D: "y/M/d",
    DD: "d MMM y",
    DDD: "d MMMM y",
    DDDD: "cccc d MMMM y",
};

/** @type {Map<string, ((jalali: object, date: luxon.DateTime) => string | number)[]>} */
const compiled = new Map();

/** What writes each part of a format; of formats there are few. */
function compile(format) {
    const writers = [];
    let end = 0;
    const expanded = format.replace(TOKEN, (token) => MACROS[token] || token);
    for (const { 0: token, index } of expanded.matchAll(TOKEN)) {
        const literal = expanded.slice(end, index);
        end = index + token.length;
        writers.push(() => literal);
        writers.push(
            token.startsWith("'")
                ? () => token.slice(1, -1)
                : TOKENS[token.replace(/L/g, "M")] || ((jalali, date) => date.toFormat(token))
        );
    }
    const rest = expanded.slice(end);
    return [...writers, () => rest];
}

/**
 * Writes a date in the Jalali calendar; what does not depend on it is left to luxon.
 *
 * @param {luxon.DateTime} date
 * @param {string} format in luxon's tokens
 */
export function formatJalali(date, format) {
    const key = String(format);
    if (!compiled.has(key)) {
        compiled.set(key, compile(key));
    }
    const jalali = jalaliDay(date);
    let text = "";
    for (const write of compiled.get(key)) {
        text += write(jalali, date);
    }
    return localizeDigits(text);
}

/**
 * The name of the period that a date is in: "آذر ۱۴۰۵", "پاییز ۱۴۰۵", "۱۴۰۵".
 *
 * @param {luxon.DateTime} date
 * @param {"month" | "quarter" | "year"} unit
 */
export function formatJalaliPeriod(date, unit) {
    const { year, month } = jalaliDay(date);
    const name = { month: monthName(month), quarter: seasonName(quarter(month)) }[unit];
    return localizeDigits([name, year].filter(Boolean).join(" "));
}
