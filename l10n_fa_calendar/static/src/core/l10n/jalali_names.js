import { MONTHS, SEASONS } from "./name_tables";
import { UNWRITTEN, VARIANTS } from "./persian_letters";

const { Settings } = luxon;

/** Whether the user works in Persian, whatever the calendar and the digits. */
export function readsPersian() {
    return Settings.defaultLocale.startsWith("fa");
}

/** The names in the user's language: found once, as texts are written one after the other. */
function namesIn(table) {
    const byLanguage = new Map(table);
    let locale, names;
    return () => {
        if (locale !== Settings.defaultLocale) {
            locale = Settings.defaultLocale;
            const [language] = locale.split("-");
            names = [locale.replace("-", "_"), language, "en"]
                .map((code) => byLanguage.get(code))
                .find(Boolean);
        }
        return names;
    };
}

const months = namesIn(MONTHS);
const seasons = namesIn(SEASONS);

/** @param {number} month 1 to 12 */
export function monthName(month) {
    return months()[month - 1];
}

/** @param {number} season 1 to 4: the quarters of the Jalali year */
export function seasonName(season) {
    return seasons()[season - 1];
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

/** The month that a name in any language stands for: 1 to 12, or 0 if it names none. */
export function monthOfName(name) {
    const folded = foldLetters(name);
    const isNamed = (other) => foldLetters(other) === folded;
    const numbers = MONTHS.map(([, names]) => names.findIndex(isNamed) + 1);
    return numbers.find(Boolean) || 0;
}
