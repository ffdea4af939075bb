/** Patches mail/static/src/core/common/attachment_model.js: files are listed by Jalali month. */
import { Attachment } from "@mail/core/common/attachment_model";
import { patch } from "@web/core/utils/patch";
import { showsJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { formatJalali } from "@l10n_fa_calendar/core/l10n/jalali_format";

patch(Attachment.prototype, {
    get monthYear() {
        return this.create_date && showsJalali(this.create_date)
            ? formatJalali(this.create_date, "MMMM y")
            : super.monthYear;
    },
});
