const PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹";
const ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩";
const EASTERN_DIGIT = /[۰-۹٠-٩]/g;

/** The digits a Jalali date is written in, in place of Latin ones. */
export function localizeDigits(text) {
    return text.replace(/[0-9]/g, (digit) => PERSIAN_DIGITS[digit]);
}

/** Persian and Arabic digits as Latin ones. */
export function toLatinDigits(text) {
    return text.replace(EASTERN_DIGIT, (digit) => {
        const index = PERSIAN_DIGITS.indexOf(digit);
        return String(index < 0 ? ARABIC_DIGITS.indexOf(digit) : index);
    });
}
