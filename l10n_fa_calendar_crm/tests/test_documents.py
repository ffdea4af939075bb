from datetime import date

from odoo.tests import TransactionCase, tagged

from odoo.addons.l10n_fa_calendar.tests.common import CalendarUsersMixin


@tagged("post_install", "-at_install")
class TestDocuments(CalendarUsersMixin, TransactionCase):
    def test_deadline(self):
        """FC-16: the deadline of a lead in an e-mail is of the reader's calendar."""
        lead = self.env["crm.lead"].create(
            {"name": "Lead", "type": "opportunity", "date_deadline": date(2026, 11, 22)}
        )
        message = lead.message_post(body="x")
        for lang, written in (("fa_IR", "۱۴۰۵/۰۹/۰۱"), ("en_US", "11/22/2026")):
            reader = lead.with_context(lang=lang)
            values = reader._notify_by_email_prepare_rendering_context(
                message, force_email_lang=lang
            )
            self.assertTrue(values["subtitles"][-1].endswith(written))
