import { UNWRITTEN, VARIANTS } from "./persian_letters";

const { Settings } = luxon;

/** Farvardin to Esfand, which have no shorter form, in Persian and for all other languages. */
const PERSIAN_NAMES = [
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
const LATIN_NAMES = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
];
const PERSIAN_SEASONS = ["بهار", "تابستان", "پاییز", "زمستان"];
const LATIN_SEASONS = ["Spring", "Summer", "Autumn", "Winter"];

/** Whether the user works in Persian, whatever the calendar and the digits. */
export function readsPersian() {
    return Settings.defaultLocale.startsWith("fa");
}

/** @param {number} month 1 to 12 */
export function monthName(month) {
    return (readsPersian() ? PERSIAN_NAMES : LATIN_NAMES)[month - 1];
}

/** @param {number} season 1 to 4: the quarters of the Jalali year */
export function seasonName(season) {
    return (readsPersian() ? PERSIAN_SEASONS : LATIN_SEASONS)[season - 1];
}

const UNWRITTEN_SIGN = new RegExp(`[${UNWRITTEN}]`, "g");
const FOLDED = new Map(
    VARIANTS.flatMap(([letter, variants]) => [...variants].map((variant) => [variant, letter]))
);
const VARIANT = new RegExp(`[${[...FOLDED.keys()].join("")}]`, "g");

/** One spelling of the letters that keyboards and programs write in several ways. */
export function foldLetters(text) {
    return text
        .toLowerCase()
        .replace(UNWRITTEN_SIGN, "")
        .replace(VARIANT, (variant) => FOLDED.get(variant));
}

/** The month that a name in either script stands for: 1 to 12, or 0 if it names none. */
export function monthOfName(name) {
    const folded = foldLetters(name);
    const isNamed = (other) => foldLetters(other) === folded;
    return PERSIAN_NAMES.findIndex(isNamed) + 1 || LATIN_NAMES.findIndex(isNamed) + 1;
}
