/**
 * Patches web/static/src/core/utils/numbers.js: numbers are written in the digits that the
 * user reads. As in core/l10n/dates_patch.js, the manifest puts this folder ahead of every
 * module of the backend, so that all of them take these functions out of the module.
 */
import * as numbers from "@web/core/utils/numbers";
import { localizeNumber } from "@l10n_fa_calendar/core/l10n/shown_numbers";

const core = { ...numbers };

Object.assign(numbers, {
    formatFloat(value, options = {}) {
        const text = core.formatFloat(value, options);
        // whoever names the decimal point reads the number again: see stock's forecast_widget.js
        return "decimalPoint" in options ? text : localizeNumber(text);
    },

    humanNumber(...args) {
        return localizeNumber(core.humanNumber(...args));
    },

    insertThousandsSep(...args) {
        return localizeNumber(core.insertThousandsSep(...args));
    },
});
