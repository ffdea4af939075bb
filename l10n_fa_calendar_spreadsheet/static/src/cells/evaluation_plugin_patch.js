/**
 * Patches EvaluationPlugin of spreadsheet/static/src/o_spreadsheet/o_spreadsheet.js: cells show
 * dates and numbers as who reads them does. Their values stay what they are.
 */
import { registries } from "@spreadsheet/o_spreadsheet/o_spreadsheet";
import { patch } from "@web/core/utils/patch";
import { isPlain, usesJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { localizeDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { formatJalaliCell } from "./date_cells";

const EvaluationPlugin = registries.coreViewsPluginRegistry.get("evaluation");

/** What was written of cells, which are new objects whenever they are evaluated. */
const written = new WeakMap();

// Of numbers, o-spreadsheet leaves dates alone out of sums.
const isDate = ({ isAutoSummable, format }) => !isAutoSummable && format;

function write(cell, locale) {
    return usesJalali() && isDate(cell)
        ? formatJalaliCell(cell.value, cell.format, locale)
        : localizeDigits(cell.formattedValue);
}

patch(EvaluationPlugin.prototype, {
    getEvaluatedCell(position) {
        const cell = super.getEvaluatedCell(position);
        if (cell.type !== "number" || isPlain()) {
            return cell;
        }
        if (!written.has(cell)) {
            const formattedValue = write(cell, this.getters.getLocale());
            written.set(cell, { ...cell, formattedValue });
        }
        return written.get(cell);
    },
});
