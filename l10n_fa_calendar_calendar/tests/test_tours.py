from datetime import date, timedelta

from odoo.tests import HttpCase, tagged

from odoo.addons.l10n_fa_calendar.tests.common import CalendarUsersMixin


@tagged("post_install", "-at_install", "browser")
class TestTours(CalendarUsersMixin, HttpCase):
    def test_meeting(self):
        """FC-04, FC-05, FC-14: a meeting typed and picked in Jalali is found in the
        month, the week, the day, the year and the list."""
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "Meetings",
                "res_model": "calendar.event",
                "view_mode": "calendar,list,form",
                "context": {"initial_date": date(2026, 11, 22).isoformat()},
            }
        )
        self.start_tour(
            f"/odoo/action-{action.id}", "l10n_fa_calendar_meeting", login="fa_user"
        )
        meeting = self.env["calendar.event"].search([("name", "=", "جلسهٔ فروش")])
        self.assertEqual(meeting.start.date(), date(2026, 12, 3))
        self.assertEqual(meeting.stop - meeting.start, timedelta(hours=1))
