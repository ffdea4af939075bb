from odoo import models
from odoo.tools import groupby


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _notify_get_classified_recipients_iterator(
        self, message, recipients_data, *args, **kwargs
    ):
        """FC-16: readers who chose differently get texts of their own."""
        partners = self.env["res.partner"].browse(
            data["id"] for data in recipients_data if data.get("id")
        )
        locales = partners._get_reader_locales()
        groups = groupby(
            recipients_data, lambda data: locales.get(data.get("id"), False)
        )
        for locale, readers in groups:
            thread = self.with_context(locale=locale)
            yield from super(
                MailThread, thread
            )._notify_get_classified_recipients_iterator(
                message, readers, *args, **kwargs
            )

    def message_notify(self, **kwargs):
        day = self.env.context.get("deadline_notified")
        if day and kwargs.get("subtitles"):
            languages = self.env["res.lang"]
            kwargs["subtitles"] = [
                languages._rewrite_date(text, day) for text in kwargs["subtitles"]
            ]
        return super().message_notify(**kwargs)
