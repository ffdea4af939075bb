/**
 * Patches web/static/src/core/datetime/datetimepicker_service.js: a text that is no date stays
 * in its input, with a message, where it would silently give way to the date before it.
 *
 * The service takes such a text as a date like any other (unreadable_date.js), shows it, and
 * does not hand it on. The component of the input is told by its `onUnreadableDate`, if it has
 * one: with the value and the reason, and with null once it can be read.
 */
import { useComponent } from "@odoo/owl";
import { datetimePickerService } from "@web/core/datetime/datetimepicker_service";
import { localization } from "@web/core/l10n/localization";
import { ensureArray } from "@web/core/utils/arrays";
import { patch } from "@web/core/utils/patch";
import { isPlain } from "../l10n/calendar_system";
import { KeepingFormat, unreadableReason } from "../l10n/unreadable_date";

/** @param {import("@web/core/datetime/datetimepicker_service").DateTimePickerServiceParams} params */
function keepUnreadable(params, notify) {
    const component = params.useOwlHooks && useComponent();
    const members = {
        get format() {
            const { dateFormat, dateTimeFormat } = localization;
            const isDate = params.pickerProps?.type === "date";
            return new KeepingFormat(params.format || (isDate ? dateFormat : dateTimeFormat));
        },

        onApply(value) {
            const reason = ensureArray(value).map(unreadableReason).find(Boolean);
            component?.onUnreadableDate?.(reason ? value : null, reason);
            return reason ? notify(reason) : params.onApply?.(value);
        },
    };
    return Object.create(params, Object.getOwnPropertyDescriptors(members));
}

patch(datetimePickerService, {
    start(env) {
        const service = super.start(...arguments);
        const notify = (message) =>
            void env.services.notification?.add(message, { type: "danger" });
        return {
            ...service,
            create(params = {}) {
                return service.create(isPlain() ? params : keepUnreadable(params, notify));
            },
        };
    },
});
