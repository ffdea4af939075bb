/**
 * Patches web/static/src/views/fields/parsers.js: a number can be typed in Persian, Arabic and
 * Latin digits and with the separators of each, by everyone.
 */
import { registry } from "@web/core/registry";
import * as parsers from "@web/views/fields/parsers";
import { toLatinNumber } from "@l10n_fa_calendar/core/l10n/typed_numbers";

const core = { ...parsers };
const registered = registry.category("parsers");

const reading = (parse) => (value, options) => parse(toLatinNumber(value), options);

Object.assign(parsers, {
    parseFloat: reading(core.parseFloat),
    parseFloatTime: reading(core.parseFloatTime),
    parseInteger: reading(core.parseInteger),
    parseMonetary: reading(core.parseMonetary),
    parsePercentage: reading(core.parsePercentage),
});

for (const [type, parse] of registered.getEntries()) {
    const name = Object.keys(core).find((name) => core[name] === parse);
    if (name) {
        registered.add(type, parsers[name], { force: true });
    }
}
