from odoo.tests import TransactionCase, tagged

ADDON = "l10n_fa_calendar_resource"
SATURDAY_TO_WEDNESDAY = {"5", "6", "0", "1", "2"}


@tagged("post_install", "-at_install")
class TestWorkingWeek(TransactionCase):
    def _calendar(self, name):
        return self.env.ref(f"{ADDON}.resource_calendar_{name}")

    def test_saturday_to_wednesday(self):
        """FC-26: five days of eight hours, with a break at noon."""
        calendar = self._calendar("saturday_to_wednesday")
        work = calendar.attendance_ids.filtered(lambda line: line.day_period != "lunch")
        self.assertEqual(set(work.mapped("dayofweek")), SATURDAY_TO_WEDNESDAY)
        self.assertEqual(calendar.hours_per_week, 40)
        self.assertEqual(calendar.hours_per_day, 8)
        self.assertEqual(calendar.tz, "Asia/Tehran")

    def test_saturday_to_thursday(self):
        """FC-26: 44 hours with the morning of Thursday; Friday is free."""
        calendar = self._calendar("saturday_to_thursday")
        days = set(calendar.attendance_ids.mapped("dayofweek"))
        self.assertEqual(days, SATURDAY_TO_WEDNESDAY | {"3"})
        self.assertEqual(calendar.hours_per_week, 44)

    def test_holidays(self):
        """FC-26: both come with the holidays of this year and the next."""
        for name in ("saturday_to_wednesday", "saturday_to_thursday"):
            calendar = self._calendar(name)
            self.assertEqual(len(calendar.global_leave_ids), 20)

    def test_company(self):
        """FC-27: the company's own working times stay what they were."""
        self.assertNotIn(
            self.env.company.resource_calendar_id,
            self._calendar("saturday_to_wednesday")
            | self._calendar("saturday_to_thursday"),
        )
