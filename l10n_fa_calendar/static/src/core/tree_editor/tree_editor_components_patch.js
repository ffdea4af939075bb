/**
 * Patches web/static/src/core/tree_editor/tree_editor_components.js: the months and years of
 * the domain editor's ranges are of the user's calendar. A domain may have those of the other
 * calendar: they are named as such, and offered only where they are selected.
 */
import { _t } from "@web/core/l10n/translation";
import { InRange, Select } from "@web/core/tree_editor/tree_editor_components";
import { patch } from "@web/core/utils/patch";
import { usesJalali } from "../l10n/calendar_system";
import { GREGORIAN_NAMES } from "./jalali_ranges";

const coreOptions = InRange.options;
const JALALI_NAMES = Object.fromEntries(
    Object.entries(GREGORIAN_NAMES).map(([jalali, gregorian]) => [gregorian, jalali])
);
const LABELS = {
    "jalali month to date": _t("Month to date"),
    "jalali last month": _t("Last month"),
    "jalali year to date": _t("Year to date"),
    "jalali last 12 months": _t("Last 12 months"),
};
const FOREIGN = { isForeign: true };

function toOptions([name, label]) {
    const jalaliName = JALALI_NAMES[name];
    if (!jalaliName) {
        return [[name, label]];
    }
    const period = LABELS[jalaliName].toString();
    return usesJalali()
        ? [
              [jalaliName, period],
              [name, _t("%(period)s (Gregorian)", { period }), FOREIGN],
          ]
        : [
              [name, label],
              [jalaliName, _t("%(period)s (Jalali)", { period }), FOREIGN],
          ];
}

patch(InRange, {
    get options() {
        return coreOptions.flatMap(toOptions);
    },
});

patch(Select.prototype, {
    /** The options that are listed: see the template. */
    get offeredOptions() {
        const { options, value } = this.props;
        return options.filter(([name, , choice]) => choice !== FOREIGN || name === value);
    },
});
