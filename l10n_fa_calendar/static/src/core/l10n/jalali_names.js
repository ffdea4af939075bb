/** Farvardin to Esfand, which have no shorter form. */
const MONTH_NAMES = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
];

/** @param {number} month 1 to 12 */
export function monthName(month) {
    return MONTH_NAMES[month - 1];
}

/**
 * One spelling of the letters that keyboards and programs write in two: Arabic yeh and kaf,
 * alef with and without madda, the invisible joiners and direction marks.
 */
export function foldLetters(text) {
    return text
        .toLowerCase()
        .replace(/[يى]/g, "ی")
        .replace(/ك/g, "ک")
        .replace(/آ/g, "ا")
        .replace(/[\u200c-\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

/** The month that a name stands for: 1 to 12, or 0 if it names none. */
export function monthOfName(name) {
    return MONTH_NAMES.map(foldLetters).indexOf(foldLetters(name)) + 1;
}
