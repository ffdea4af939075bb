import { helpers } from "@odoo/o-spreadsheet";
import { localizeDigits, toLatinDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { FIRST_GREGORIAN_YEAR, toJalali } from "@l10n_fa_calendar/core/l10n/jalali";
import { monthName, seasonName } from "@l10n_fa_calendar/core/l10n/jalali_names";

/** Texts, times (whose "mm" are minutes), and the parts of a date. */
const TOKEN = /"[^"]*"|\\.|h+(?::mm)?(?::ss)?(?: ?a)?|mm:ss|ss|d{1,4}|m{1,5}|q{2,4}|y{2,4}/gi;

const pad = (number) => String(number).padStart(2, "0");
const season = ({ month }) => seasonName(Math.ceil(month / 3));

/** What the parts of a format that depend on the calendar stand for. */
const PARTS = {
    d: ({ day }) => day,
    dd: ({ day }) => pad(day),
    m: ({ month }) => month,
    mm: ({ month }) => pad(month),
    mmm: ({ month }) => monthName(month),
    mmmm: ({ month }) => monthName(month),
    mmmmm: ({ month }) => monthName(month),
    qq: season,
    qqqq: season,
    yy: ({ year }) => pad(year % 100),
    yyyy: ({ year }) => year,
};

/**
 * Writes the number of a date in the Jalali calendar, as a format of o-spreadsheet has it.
 *
 * @param {number} value
 * @param {string} format
 * @param {object} locale o-spreadsheet's
 */
export function formatJalaliCell(value, format, locale) {
    const date = helpers.toJsDate(value, locale);
    const jalali = toJalali(date.getFullYear(), date.getMonth() + 1, date.getDate());
    const isGregorian = jalali.year >= FIRST_GREGORIAN_YEAR;
    const text = format.replace(TOKEN, (token) => {
        const write = !isGregorian && PARTS[token.toLowerCase()];
        return write ? write(jalali) : helpers.formatValue(value, { format: token, locale });
    });
    return localizeDigits(text);
}

/**
 * Sheets are drawn from left to right, in which the day would stand behind its month.
 *
 * @param {string} text
 */
export function asRightToLeft(text) {
    return /^\d.*\p{Script=Arabic}/u.test(toLatinDigits(text)) ? `\u200f${text}` : text;
}
