/**
 * Extends mail/static/src/core/common/message_model.js: when a message was written, for those
 * who quote it (message_quote.xml). The actions in message_actions_patch.js of mail write it
 * by luxon's toFormat, for people and machines alike.
 */
import { Message } from "@mail/core/common/message_model";
import { patch } from "@web/core/utils/patch";
import { showsJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";

const { DateTime } = luxon;

patch(Message.prototype, {
    /** @returns {string} "" for those who read Gregorian dates */
    get quotedDatetime() {
        return showsJalali(this.datetime)
            ? this.datetime.toLocaleString({ ...DateTime.DATETIME_MED, weekday: "long" })
            : "";
    },
});
