import { registry } from "@web/core/registry";
import { toLatinNumber } from "@l10n_fa_calendar/core/l10n/typed_numbers";

/** Inputs whose value is read by the browser or by other programs: Latin digits alone. */
const LATIN_INPUT = "input:is([type=number], [type=tel], [type=email], [type=url])";

/** @param {InputEvent} ev */
function onBeforeInput(ev) {
    const text = ev.data ?? ev.dataTransfer?.getData("text/plain");
    if (!text || ev.isComposing || !ev.target.matches?.(LATIN_INPUT)) {
        return;
    }
    const latin = toLatinNumber(text);
    if (latin !== text) {
        ev.preventDefault();
        // the one way in that keeps the caret, what is selected, and undo
        document.execCommand("insertText", false, latin);
    }
}

/**
 * Digits of any keyboard, typed or pasted, where the browser or those who read the value know
 * Latin ones only: numbers of type "number", telephone numbers, addresses.
 */
const typedDigitsService = {
    start() {
        document.addEventListener("beforeinput", onBeforeInput, { capture: true });
    },
};

registry.category("services").add("l10n_fa_calendar.typed_digits", typedDigitsService);
