/**
 * Patches stock/static/src/stock_forecasted/forecasted_header.js and
 * purchase_stock/static/src/product_catalog/search/time_period_selection_fields.js where those
 * apps are installed: an addon for each would be more manifest than code. Both are in a registry
 * by the time that services start.
 */
import { formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { isPlain, usesJalali } from "../core/l10n/calendar_system";
import { plusJalali, startOfJalali } from "../core/l10n/jalali_datetime";
import { formatJalaliPeriod } from "../core/l10n/jalali_format";

const { DateTime } = luxon;

/** The first and last month of a choice, from this month of last year on: see app_dates.py. */
const MONTHS_OF_LAST_YEAR = {
    last_year: [0],
    last_year_m_plus_1: [1],
    last_year_m_plus_2: [2],
    last_year_quarter: [0, 2],
};

function nameMonths(months) {
    const start = plusJalali(startOfJalali(DateTime.local(), "month"), { years: -1 });
    return months
        .map((count) => formatJalaliPeriod(plusJalali(start, { months: count }), "month"))
        .join(" – ");
}

function patchForecast({ prototype }) {
    patch(prototype, {
        get leadTime() {
            const leadTime = super.leadTime;
            if (leadTime && !isPlain()) {
                const today = DateTime.local();
                leadTime.today = formatDate(today);
                leadTime.earliestPossibleArrival = formatDate(
                    today.plus({ days: leadTime.total_delay })
                );
            }
            return leadTime;
        },
    });
}

function patchPeriods({ prototype }) {
    patch(prototype, {
        get options() {
            const options = super.options;
            return usesJalali()
                ? options.map(([value, label]) => {
                      const months = MONTHS_OF_LAST_YEAR[value];
                      return [value, months ? nameMonths(months) : label];
                  })
                : options;
        },
    });
}

registry.category("services").add("l10n_fa_calendar.app_dates", {
    start() {
        const forecast = registry.category("actions").get("stock_forecasted", null);
        const periods = registry.category("fields").get("time_period_selection", null);
        if (forecast) {
            patchForecast(forecast.components.ForecastedHeader);
        }
        if (periods) {
            patchPeriods(periods.component);
        }
    },
});
