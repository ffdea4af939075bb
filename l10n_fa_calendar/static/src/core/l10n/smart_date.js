import { toLatinDigits } from "./digits";
import { FIRST_GREGORIAN_YEAR } from "./jalali";
import { plusJalali, setJalali } from "./jalali_datetime";

const SMART_DATE = /^(today|now|[+\-=]\w+)(\s+[+\-=]\w+)*$/;
/** The terms that depend on the calendar: months, years, and the day of a month. */
const CALENDAR_TERM = /^(?:([+-])(\d+)([my])|(=)(\d+)([dmy]))$/;
const SETTERS = { d: "day", m: "month", y: "year" };

/** The Latin form of a smart date such as "+1d" or "امروز", or "" if it is none. */
export function readSmartDate(text) {
    const latin = toLatinDigits(text).trim().replace("امروز", "today");
    return SMART_DATE.test(latin) ? latin : "";
}

/** @returns {string} the way from a date to another in terms of days */
function daysBetween(from, to) {
    const days = Math.round(to.startOf("day").diff(from.startOf("day"), "days").days);
    return `${days < 0 ? "-" : "+"}${Math.abs(days)}d`;
}

/** @returns {string} what a term of the Jalali calendar means from a date on, in days */
function toDays(date, [operator, number, unit]) {
    if (operator === "=") {
        return `=0H ${daysBetween(date, setJalali(date, { [SETTERS[unit]]: number }))}`;
    }
    const count = operator === "-" ? -number : number;
    return daysBetween(date, plusJalali(date, { [unit === "y" ? "years" : "months"]: count }));
}

/**
 * Rewrites a smart date so that its months and years are Jalali ones: "+1m" on 1405/06/31
 * becomes "+30d". Terms that mean the same in every calendar are left as they are.
 *
 * @param {string} smartDate
 * @param {(smartDate: string) => luxon.DateTime} evaluate in the Gregorian calendar
 */
export function toGregorianSmartDate(smartDate, evaluate) {
    const terms = [];
    for (const term of smartDate.split(/\s+/)) {
        const [operator, digits, unit] = (term.match(CALENDAR_TERM) || []).slice(1).filter(Boolean);
        const number = Number(digits);
        const isGregorian = operator === "=" && number >= FIRST_GREGORIAN_YEAR;
        terms.push(
            !unit || isGregorian
                ? term
                : toDays(evaluate(terms.join(" ") || "now"), [operator, number, unit])
        );
    }
    return terms.join(" ");
}
