/**
 * Patches web/static/src/core/pager/pager.js: a page can be typed in Persian and Arabic digits.
 * What it shows is written by a font: webclient/reading_style.scss.
 */
import { Pager } from "@web/core/pager/pager";
import { patch } from "@web/core/utils/patch";
import { toLatinDigits } from "../l10n/digits";

patch(Pager.prototype, {
    parse(value) {
        return super.parse(toLatinDigits(value).replace(/،/g, ","));
    },
});
