import { localization } from "@web/core/l10n/localization";
import { isPlain } from "./calendar_system";
import { localizeDigits } from "./digits";

/** Keeps the sign of a negative number before it, also between words from right to left. */
const LEFT_TO_RIGHT_MARK = "\u200e";

/**
 * A number as the user reads it.
 *
 * @param {string} text as Odoo writes it
 */
export function localizeNumber(text) {
    const isMarked = text.startsWith("-") && localization.direction === "rtl" && !isPlain();
    return (isMarked ? LEFT_TO_RIGHT_MARK : "") + localizeDigits(text);
}
