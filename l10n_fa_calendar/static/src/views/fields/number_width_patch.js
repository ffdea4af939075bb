/**
 * Patches the fields of web/static/src/views/fields/float/float_field.js and
 * monetary/monetary_field.js: their columns in lists have one width, in which an amount in
 * Rials does not fit. For users in Persian the column may grow as far as its numbers need.
 */
import { patch } from "@web/core/utils/patch";
import { floatField } from "@web/views/fields/float/float_field";
import { monetaryField } from "@web/views/fields/monetary/monetary_field";
import { FIELD_WIDTHS } from "@web/views/list/column_width_hook";
import { usesJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";

/** Room for 9,999,999,999,999 with its sign and its currency. */
const WIDEST = 190;

for (const [field, width] of [
    [floatField, FIELD_WIDTHS.float],
    [monetaryField, FIELD_WIDTHS.monetary],
]) {
    patch(field, {
        listViewWidth: () => (usesJalali() ? [width, WIDEST] : width),
    });
}
