/**
 * Patches spreadsheet/static/src/global_filters/plugins/global_filters_core_view_plugin.js:
 * "this month", "this quarter" and "this year" are the Jalali ones.
 */
import { GlobalFiltersCoreViewPlugin } from "@spreadsheet/global_filters/plugins/global_filters_core_view_plugin";
import { patch } from "@web/core/utils/patch";
import { usesJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { toJalaliPeriod } from "./jalali_filter_values";

patch(GlobalFiltersCoreViewPlugin.prototype, {
    _getDateValueFromDefaultValue(defaultValue) {
        const value = super._getDateValueFromDefaultValue(defaultValue);
        return value?.year && usesJalali()
            ? toJalaliPeriod(luxon.DateTime.local(), value.type)
            : value;
    },
});
