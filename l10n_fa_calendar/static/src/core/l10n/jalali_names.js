import { _t } from "@web/core/l10n/translation";

/** Farvardin to Esfand; they have no shorter form. */
const MONTH_NAMES = [
    _t("Farvardin"),
    _t("Ordibehesht"),
    _t("Khordad"),
    _t("Tir"),
    _t("Mordad"),
    _t("Shahrivar"),
    _t("Mehr"),
    _t("Aban"),
    _t("Azar"),
    _t("Dey"),
    _t("Bahman"),
    _t("Esfand"),
];

/** @param {number} month 1 to 12 */
export function monthName(month) {
    return String(MONTH_NAMES[month - 1]);
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

/** The month of a name, folded or not: 1 to 12, or 0 if it names none. */
export function monthOfName(name) {
    const folded = foldLetters(name);
    return MONTH_NAMES.findIndex((month) => foldLetters(String(month)) === folded) + 1;
}
