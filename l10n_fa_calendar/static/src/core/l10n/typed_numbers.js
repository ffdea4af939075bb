import { localization } from "@web/core/l10n/localization";
import { toLatinDigits } from "./digits";

/** What a keyboard or another program writes that Odoo's parsers do not know. */
const FOREIGN = /[۰-۹٠-٩٪٫٬،−\u200e\u200f\u061c\u2066-\u2069]/;
const INVISIBLE = /[\u200e\u200f\u061c\u2066-\u2069]/g;
/** The comma of Persian text, where it separates thousands. */
const THOUSANDS_COMMA = /(?<=\d)،(?=\d{3}(?!\d))/g;

/**
 * A number as Odoo's parsers take it, whatever the script it was typed in: ۱۲٬۵۰۰٫۷۵, ١٢،٥٠٠
 * and 12,500.75 are the same. What is no number stays none.
 *
 * @param {string} text
 */
export function toLatinNumber(text) {
    if (!FOREIGN.test(text)) {
        return text;
    }
    const { decimalPoint, thousandsSep } = localization;
    return toLatinDigits(text)
        .replace(INVISIBLE, "")
        .replace(/−/g, "-")
        .replace(/٪/g, "%")
        .replace(/٬/g, thousandsSep || "")
        .replace(THOUSANDS_COMMA, thousandsSep || "")
        .replace(/٫/g, decimalPoint);
}
