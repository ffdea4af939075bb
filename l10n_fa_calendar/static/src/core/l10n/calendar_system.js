import { session } from "@web/session";
import { usesPersianDigits } from "./digits";
import { FIRST_GREGORIAN_YEAR, PERIOD_MONTHS, toJalali } from "./jalali";

/** Whether the user reads and writes Jalali dates: the server decides (ir.http). */
export function usesJalali() {
    return session.calendar_system === "jalali";
}

/** Whether the user reads and writes dates and numbers as Odoo has them. */
export function isPlain() {
    return !usesJalali() && !usesPersianDigits();
}

/**
 * Whether a date is shown in the Jalali calendar. Years from 1700 on are Gregorian wherever
 * one is typed, so a Jalali year beyond them (after 2321-03-20, such as the 9999-12-31 that
 * stands for "never") is shown as the Gregorian date it is: what is shown can be typed.
 *
 * @param {luxon.DateTime} date
 */
export function showsJalali(date) {
    return (
        usesJalali() &&
        date.isValid &&
        toJalali(date.year, date.month, date.day).year < FIRST_GREGORIAN_YEAR
    );
}

/** Whether records are grouped by Jalali periods of such a granularity. */
export function groupsByJalali(granularity) {
    return usesJalali() && granularity in PERIOD_MONTHS;
}
