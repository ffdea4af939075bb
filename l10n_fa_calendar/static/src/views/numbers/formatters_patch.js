/**
 * Patches web/static/src/views/fields/formatters.js: hours, the one kind of number that it
 * does not write by numbers_patch.js, are in the digits that the user reads.
 */
import { registry } from "@web/core/registry";
import * as formatters from "@web/views/fields/formatters";
import { localizeNumber } from "@l10n_fa_calendar/core/l10n/shown_numbers";

const core = { ...formatters };

const formatFloatTime = Object.assign(
    (...args) => localizeNumber(core.formatFloatTime(...args)),
    core.formatFloatTime // its extractOptions
);

Object.assign(formatters, { formatFloatTime });
registry.category("formatters").add("float_time", formatFloatTime, { force: true });
