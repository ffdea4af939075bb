/**
 * Patches web/static/src/search/search_arch_parser.js: a filter that an app's search view starts
 * with a month or year ("=1d") starts with the Jalali one for those who use that calendar. Its
 * terms are those of relative_dates.py, which mean the same to everyone once they are saved.
 */
import { patch } from "@web/core/utils/patch";
import { SearchArchParser } from "@web/search/search_arch_parser";
import { usesJalali } from "../core/l10n/calendar_system";

/** A text of a domain that is a relative date, and sets a day or a month. */
const RELATIVE_DATE = /(["'])(?:today|now)?(?:\s*[=+-]\w+)*\s*=\d+[dm]\b(?:\s*[=+-]\w+)*\1/g;
const CALENDAR_TERM = /=\d+(?=[dm]\b)|[+-]\d+(?=[my]\b)/g;

export function toJalaliTerms(domain) {
    return domain?.replace(RELATIVE_DATE, (text) => text.replace(CALENDAR_TERM, "$&j"));
}

patch(SearchArchParser.prototype, {
    parse() {
        const result = super.parse();
        if (usesJalali()) {
            for (const item of result.preSearchItems.flat()) {
                item.domain = toJalaliTerms(item.domain);
            }
        }
        return result;
    },
});
