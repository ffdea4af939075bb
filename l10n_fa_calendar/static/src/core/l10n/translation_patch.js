/**
 * Patches web/static/src/core/l10n/translation.js: the numbers within a translated text, as in
 * "%s records", are in the digits that the user reads.
 */
import { TranslatedString } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";
import { mapSubstitutions } from "@web/core/utils/strings";
import { localizeDigits, usesPersianDigits } from "./digits";

const localizeNumber = (value) =>
    typeof value === "number" ? localizeDigits(String(value)) : value;

patch(TranslatedString.prototype, {
    valueOf() {
        if (this.substitutions?.length && usesPersianDigits()) {
            this.substitutions = mapSubstitutions(this.substitutions, localizeNumber);
        }
        return super.valueOf();
    },
});
