/**
 * Patches web/static/src/search/search_model.js: the periods that a date filter offers are
 * Jalali months, seasons and years. Their ids ("month-1", "first_quarter") count from today,
 * and what is saved of them are days: both mean the same to everyone.
 */
import { patch } from "@web/core/utils/patch";
import { SearchModel } from "@web/search/search_model";
import { getSelectedOptions, QUARTER_OPTIONS } from "@web/search/utils/dates";
import { usesJalali } from "../core/l10n/calendar_system";
import { formatJalaliPeriod } from "../core/l10n/jalali_format";
import { seasonName } from "../core/l10n/jalali_names";
import { JalaliMoment } from "./utils/jalali_moment";

/** The names of the selected periods, year by year: "مهر ۱۴۰۵/آذر ۱۴۰۵". */
function describePeriods(moment, { year, quarter = [], month = [] }) {
    const numbers = (options, unit) => options.map((o) => o.setParam[unit]).sort((a, b) => a - b);
    const periods = [
        ...numbers(month, "month").map((number) => [number, "month"]),
        ...numbers(quarter, "quarter").map((number) => [number * 3, "quarter"]),
    ];
    return numbers(year, "year")
        .flatMap((year) =>
            (periods.length ? periods : [[1, "year"]]).map(([month, unit]) =>
                formatJalaliPeriod(moment.set({ year, month }).date, unit)
            )
        )
        .join("/");
}

patch(SearchModel.prototype, {
    setup() {
        super.setup(...arguments);
        if (usesJalali()) {
            this.referenceMoment = new JalaliMoment(this.referenceMoment);
        }
    },

    _enrichItem(searchItem) {
        const item = super._enrichItem(searchItem);
        if (usesJalali() && searchItem.type === "dateFilter") {
            for (const option of item.options) {
                const season = QUARTER_OPTIONS[option.id]?.setParam.quarter;
                option.description = season ? seasonName(season) : option.description;
            }
        }
        return item;
    },

    _getDateFilterDomain(dateFilter, generatorIds, key) {
        if (key !== "description" || !usesJalali()) {
            return super._getDateFilterDomain(...arguments);
        }
        const selected = getSelectedOptions(this.referenceMoment, dateFilter, generatorIds);
        return selected.withDomain
            ? super._getDateFilterDomain(...arguments)
            : describePeriods(this.referenceMoment, selected);
    },
});
