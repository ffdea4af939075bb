import { session } from "@web/session";

const PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹";
const ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩";
const EASTERN_DIGIT = /[۰-۹٠-٩]/g;

/** Whether the user reads Persian digits: the server decides (ir.http). */
export function usesPersianDigits() {
    return session.digits === "persian";
}

/** What is shown, in the digits that the user reads. */
export function localizeDigits(text) {
    return usesPersianDigits() ? text.replace(/[0-9]/g, (digit) => PERSIAN_DIGITS[digit]) : text;
}

/** Persian and Arabic digits as Latin ones. */
export function toLatinDigits(text) {
    return text.replace(EASTERN_DIGIT, (digit) => {
        const index = PERSIAN_DIGITS.indexOf(digit);
        return String(index < 0 ? ARABIC_DIGITS.indexOf(digit) : index);
    });
}
