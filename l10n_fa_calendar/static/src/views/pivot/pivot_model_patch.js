/**
 * Patches web/static/src/views/pivot/pivot_model.js: its periods are Jalali, and their names
 * are exported in Latin digits, which other programs read.
 */
import { patch } from "@web/core/utils/patch";
import { PivotModel } from "@web/views/pivot/pivot_model";
import { toLatinDigits } from "../../core/l10n/digits";
import { groupByJalaliPeriods } from "../../model/jalali_groups";

function writeLatinDigits(header) {
    header.title = toLatinDigits(header.title);
}

patch(PivotModel.prototype, {
    setup() {
        super.setup(...arguments);
        groupByJalaliPeriods(this);
    },

    exportData() {
        const data = super.exportData();
        const { fields, fullColGroupBys, fullRowGroupBys } = this.metaData;
        const isPeriod = (groupBy) => {
            const { type } = (groupBy && fields[groupBy.split(":")[0]]) || {};
            return ["date", "datetime"].includes(type);
        };
        // The first line of headers and the first row are the totals.
        data.col_group_headers
            .filter((_headers, level) => isPeriod(fullColGroupBys[level - 1]))
            .flat()
            .forEach(writeLatinDigits);
        data.rows
            .filter((row) => isPeriod(fullRowGroupBys[row.indent - 1]))
            .forEach(writeLatinDigits);
        return data;
    },
});
