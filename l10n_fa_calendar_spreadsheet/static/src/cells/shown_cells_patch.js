/**
 * Patches EvaluationPlugin and SheetUIPlugin of spreadsheet/static/src/o_spreadsheet/
 * o_spreadsheet.js: cells show dates and numbers as who reads them does. Their values stay what
 * they are.
 */
import { registries } from "@spreadsheet/o_spreadsheet/o_spreadsheet";
import { patch } from "@web/core/utils/patch";
import { isPlain, usesJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { localizeDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { asRightToLeft, formatJalaliCell } from "./date_cells";

const EvaluationPlugin = registries.coreViewsPluginRegistry.get("evaluation");
const SheetUIPlugin = registries.featurePluginRegistry.get("ui_sheet");

/** What was written of cells, which are new objects whenever they are evaluated. */
const written = new WeakMap();

// Of numbers, o-spreadsheet leaves dates alone out of sums.
const isDate = (cell) => usesJalali() && cell.format && !cell.isAutoSummable;

function write(cell, locale) {
    return isDate(cell)
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

patch(SheetUIPlugin.prototype, {
    /** What is drawn: formatted anew, since a format may fill the width of the column. */
    getCellText(position, args) {
        const text = super.getCellText(position, args);
        const cell = this.getters.getEvaluatedCell(position);
        if (cell.type !== "number" || isPlain() || args?.showFormula) {
            return text;
        }
        return isDate(cell) ? asRightToLeft(cell.formattedValue) : localizeDigits(text);
    },
});
