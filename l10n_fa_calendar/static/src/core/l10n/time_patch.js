/** Patches web/static/src/core/l10n/time.js: times are written in the digits of dates. */
import { Time } from "@web/core/l10n/time";
import { patch } from "@web/core/utils/patch";
import { usesJalali } from "./calendar_system";
import { localizeDigits } from "./digits";

patch(Time.prototype, {
    toString() {
        const text = super.toString(...arguments);
        return usesJalali() ? localizeDigits(text) : text;
    },
});
