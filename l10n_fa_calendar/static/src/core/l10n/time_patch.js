/** Patches web/static/src/core/l10n/time.js: times are written in the digits of dates. */
import { Time } from "@web/core/l10n/time";
import { patch } from "@web/core/utils/patch";
import { localizeDigits } from "./digits";

patch(Time.prototype, {
    toString() {
        return localizeDigits(super.toString(...arguments));
    },
});
