/**
 * Patches web/static/src/core/domain_selector/domain_selector.js: those who use the Jalali
 * calendar may follow a date to its year, season, month and day.
 */
import { DomainSelector } from "@web/core/domain_selector/domain_selector";
import { ModelFieldSelector } from "@web/core/model_field_selector/model_field_selector";
import { ModelFieldSelectorPopover } from "@web/core/model_field_selector/model_field_selector_popover";
import { patch } from "@web/core/utils/patch";
import { hasJalaliParts } from "../jalali_date_parts";
import { usesJalali } from "../l10n/calendar_system";

class DatePartSelectorPopover extends ModelFieldSelectorPopover {
    canFollowRelationFor(fieldDef) {
        return super.canFollowRelationFor(fieldDef) || hasJalaliParts(fieldDef);
    }
}

class DatePartSelector extends ModelFieldSelector {
    static components = { Popover: DatePartSelectorPopover };
}

patch(DomainSelector.prototype, {
    getPathEditorInfo() {
        const info = super.getPathEditorInfo(...arguments);
        return usesJalali() ? { ...info, component: DatePartSelector } : info;
    },
});
