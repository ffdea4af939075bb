/**
 * Patches web/static/src/views/fields/formatters.js: hours, the one kind of number that it
 * does not write by numbers_patch.js, are in the digits that the user reads.
 */
import { registry } from "@web/core/registry";
import * as formatters from "@web/views/fields/formatters";
import { localizeDigits } from "@l10n_fa_calendar/core/l10n/digits";

const core = { ...formatters };

const formatFloatTime = Object.assign(
    (...args) => localizeDigits(core.formatFloatTime(...args)),
    core.formatFloatTime // its extractOptions
);

Object.assign(formatters, { formatFloatTime });
registry.category("formatters").add("float_time", formatFloatTime, { force: true });
