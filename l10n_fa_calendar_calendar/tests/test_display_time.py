from datetime import datetime

from odoo.tests import TransactionCase, tagged

from odoo.addons.l10n_fa_calendar.tests.common import CalendarUsersMixin


@tagged("post_install", "-at_install")
class TestDisplayTime(CalendarUsersMixin, TransactionCase):
    """When a meeting is, as letters and pages say it."""

    def _written(self, user, stop=datetime(2026, 11, 22, 6, 30), **values):
        event = self.env["calendar.event"].create(
            {
                "name": "Meeting",
                "start": datetime(2026, 11, 22, 4, 30),
                "stop": stop,
                **values,
            }
        )
        context = self.env(user=user)["res.users"].context_get()
        return event.with_context(**context).display_time

    def test_persian(self):
        """FC-16: in Jalali days and Persian digits for someone in Persian."""
        text = self._written(self.user_persian)
        self.assertIn("۱۴۰۵/۰۹/۰۱", text)
        self.assertIn("۰۸:۰۰:۰۰", text)
        text = self._written(self.user_persian, datetime(2026, 11, 24, 6, 30))
        self.assertIn("۱۴۰۵/۰۹/۰۱", text)
        self.assertIn("۱۴۰۵/۰۹/۰۳", text)
        text = self._written(self.user_persian, allday=True)
        self.assertIn("۱۴۰۵/۰۹/۰۱", text)

    def test_english(self):
        """FC-27: as Odoo has it for others."""
        text = self._written(self.user_english)
        self.assertIn("11/22/2026", text)
        self.assertFalse(set(text) & set("۰۱۲۳۴۵۶۷۸۹"))
