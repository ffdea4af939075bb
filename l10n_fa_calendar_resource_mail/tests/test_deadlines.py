from datetime import date

from freezegun import freeze_time

from odoo.tests import TransactionCase, tagged

WEEK = "l10n_fa_calendar_resource.resource_calendar_saturday_to_wednesday"


@tagged("post_install", "-at_install")
class TestDeadlines(TransactionCase):
    """A company that works from Saturday to Wednesday."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        calendar = cls.env.ref(WEEK)
        calendar._add_solar_holidays(1404)
        cls.env.company.resource_calendar_id = calendar
        cls.type = cls.env["mail.activity.type"].create(
            {"name": "Call", "delay_count": 1, "delay_unit": "days"}
        )

    def _deadline(self, today, model=None):
        with freeze_time(today):
            return (model or self.type)._get_date_deadline()

    def test_off(self):
        """FC-27: nothing changes for a type that does not want it."""
        self.assertEqual(self._deadline("2026-11-25 08:00"), date(2026, 11, 26))

    def test_weekend(self):
        """FC-26: after Wednesday comes Saturday, not Thursday."""
        self.type.on_working_days = True
        self.assertEqual(self._deadline("2026-11-25 08:00"), date(2026, 11, 28))
        self.assertEqual(self._deadline("2026-11-22 08:00"), date(2026, 11, 23))

    def test_holidays(self):
        """FC-26: after 28 Esfand come the oil day and Nowruz, then Wednesday, 5
        Farvardin 1405."""
        self.type.on_working_days = True
        self.env.ref(WEEK)._add_solar_holidays_until_next_year()
        self.assertEqual(self._deadline("2026-03-19 08:00"), date(2026, 3, 25))

    def test_plan(self):
        """FC-26: plans too, by the type of each activity; what is due before a day
        is not moved behind it."""
        plan = self.env["mail.activity.plan"].create(
            {
                "name": "Visit",
                "res_model": "res.partner",
                "template_ids": [
                    (0, 0, {"activity_type_id": self.type.id, "delay_count": 1})
                ],
            }
        )
        template = plan.template_ids
        self.assertEqual(
            template._get_date_deadline(date(2026, 11, 27)), date(2026, 11, 26)
        )
        self.type.on_working_days = True
        for start, deadline in (("before", 25), ("after", 28)):
            template.delay_from = f"{start}_plan_date"
            found = template._get_date_deadline(date(2026, 11, 27))
            self.assertEqual(found, date(2026, 11, deadline))

    def test_activity(self):
        """FC-26: the activity that a person schedules has that deadline."""
        self.type.on_working_days = True
        partner = self.env["res.partner"].create({"name": "Azar"})
        with freeze_time("2026-11-25 08:00"):
            activity = self.env["mail.activity"].new(
                {"res_model": "res.partner", "res_id": partner.id}
            )
            activity.activity_type_id = self.type
            activity._onchange_activity_type_id()
        self.assertEqual(activity.date_deadline, date(2026, 11, 28))

    def test_no_working_times(self):
        """FC-26: without working times, or without any work in them, days stay."""
        self.type.on_working_days = True
        self.env.company.resource_calendar_id.attendance_ids.unlink()
        self.assertEqual(self._deadline("2026-11-25 08:00"), date(2026, 11, 26))
        self.env.company.resource_calendar_id = False
        self.assertEqual(self._deadline("2026-11-25 08:00"), date(2026, 11, 26))
