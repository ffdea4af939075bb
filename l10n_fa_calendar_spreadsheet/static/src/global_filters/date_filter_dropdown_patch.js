/**
 * Patches spreadsheet/static/src/global_filters/components/date_filter_dropdown/
 * date_filter_dropdown.js: it starts from the Jalali month, season and year of today.
 */
import { DateFilterDropdown } from "@spreadsheet/global_filters/components/date_filter_dropdown/date_filter_dropdown";
import { patch } from "@web/core/utils/patch";
import { usesJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { jalaliPeriodRange, toJalaliPeriod, toRangeValue } from "./jalali_filter_values";

const { DateTime } = luxon;

const periodOfToday = (type) => toJalaliPeriod(DateTime.local(), type);

patch(DateFilterDropdown.prototype, {
    _computeDefaultSelectedValues() {
        super._computeDefaultSelectedValues();
        if (usesJalali()) {
            for (const type of ["month", "quarter", "year"]) {
                this.selectedValues[type] = periodOfToday(type);
            }
        }
    },

    _setRangeToCurrentValue(value) {
        super._setRangeToCurrentValue(value);
        if (!value && usesJalali()) {
            this.selectedValues.range = toRangeValue(jalaliPeriodRange(periodOfToday("month"), 0));
        }
    },
});
