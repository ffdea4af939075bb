/**
 * Patches web/static/src/views/fields/datetime/datetime_field.js: a text that is no date is
 * kept, as the invalid value of its field, so that the record cannot be saved with it.
 */
import { patch } from "@web/core/utils/patch";
import { DateTimeField } from "@web/views/fields/datetime/datetime_field";

patch(DateTimeField.prototype, {
    /** Called by the picker service: see datetimepicker_service_patch.js. */
    onUnreadableDate(value, reason) {
        const { name, record } = this.props;
        if (value) {
            this.unreadable = { record, value };
            record.setUnreadableField(name, reason);
        } else if (this.unreadable) {
            this.unreadable = null;
            record.resetFieldValidity(name);
        }
    },

    getRecordValue() {
        const { name, record } = this.props;
        const isKept = this.unreadable?.record === record && record.isFieldInvalid(name);
        return isKept ? this.unreadable.value : super.getRecordValue();
    },
});
