/**
 * Patches spreadsheet/static/src/pivot/pivot_model.js: pivots of spreadsheets are grouped by
 * Jalali periods for those who use that calendar, unless formulas name Gregorian ones.
 */
import { OdooPivotModel } from "@spreadsheet/pivot/pivot_model";
import { patch } from "@web/core/utils/patch";
import { usesJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { groupByJalaliPeriods } from "@l10n_fa_calendar/model/jalali_groups";
import { namedCalendar } from "./named_periods";

patch(OdooPivotModel.prototype, {
    setup(params, services) {
        super.setup(...arguments);
        const calendar = namedCalendar(services.getters);
        groupByJalaliPeriods(this, calendar ? calendar === "jalali" : usesJalali());
    },
});
