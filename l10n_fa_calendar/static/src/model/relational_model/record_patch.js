/**
 * Patches web/static/src/model/relational_model/record.js: a field may have a text that is no
 * date (see views/fields/datetime). It is told why, where Odoo says that a value is missing,
 * and it is kept while several records are edited at once, which Odoo discards.
 */
import { patch } from "@web/core/utils/patch";
import { Record } from "@web/model/relational_model/record";

patch(Record.prototype, {
    setup() {
        super.setup(...arguments);
        this._unreadableReasons = {};
    },

    /**
     * @param {string} fieldName
     * @param {string} reason why its text cannot be read
     */
    async setUnreadableField(fieldName, reason) {
        this._unreadableReasons[fieldName] = reason;
        if (this.selected && this.model.multiEdit) {
            this.dirty = true;
            this._invalidFields.add(fieldName);
        } else {
            await this.setInvalidField(fieldName);
        }
    },

    _resetFieldValidity(fieldName) {
        delete this._unreadableReasons[fieldName];
        return super._resetFieldValidity(fieldName);
    },

    _displayInvalidFieldNotification() {
        const reasons = [...this._invalidFields]
            .filter((fieldName) => !this._unsetRequiredFields.has(fieldName))
            .map((fieldName) => this._unreadableReasons[fieldName]);
        const reason = reasons.find(Boolean);
        return reason
            ? this.model.notification.add(reason, { type: "danger" })
            : super._displayInvalidFieldNotification();
    },
});
