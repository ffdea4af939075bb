/**
 * Patches crm/static/src/views/forecast_search_model.js: the filter "Forecast" starts with
 * this Jalali month, season or year.
 */
import { ForecastSearchModel } from "@crm/views/forecast_search_model";
import { groupsByJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { startOfJalali } from "@l10n_fa_calendar/core/l10n/jalali_datetime";
import { serializeDate, serializeDateTime } from "@web/core/l10n/dates";
import { patch } from "@web/core/utils/patch";

patch(ForecastSearchModel.prototype, {
    _getForecastStart(forecastField) {
        const granularity = this.getForecastGranularity(forecastField);
        if (!this.forecastStart && groupsByJalali(granularity)) {
            const start = startOfJalali(luxon.DateTime.now(), granularity);
            const { type } = this.searchViewFields[forecastField];
            this.forecastStart =
                type === "datetime" ? serializeDateTime(start) : serializeDate(start);
        }
        return super._getForecastStart(forecastField);
    },

    /** The periods that the forecast is grouped by; days if it is grouped by something else. */
    getForecastGranularity(forecastField) {
        const groupBy = this.groupBy.find((spec) => spec.includes(forecastField));
        const isGrouped = !groupBy && this.groupBy.length;
        return isGrouped ? "day" : groupBy?.split(":")[1] || "month";
    },
});
