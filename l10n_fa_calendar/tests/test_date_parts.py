from odoo.tests import TransactionCase, tagged

from .common import CalendarUsersMixin


@tagged("post_install", "-at_install")
class TestDateParts(CalendarUsersMixin, TransactionCase):
    """The 1st of Azar 1405, the 30th of Azar 1404 and the 1st of Dey 1405."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.user_persian | cls.user_english).group_ids += cls.env.ref(
            "base.group_system"
        )
        currency = cls.env["res.currency"].create({"name": "XTS", "symbol": "X"})
        cls.domain = [("currency_id", "=", currency.id)]
        cls.rates = cls.env["res.currency.rate"].create(
            [
                {"name": day, "currency_id": currency.id, "rate": 1}
                for day in ("2026-11-22", "2025-12-21", "2026-12-22")
            ]
        )

    def test_parts(self):
        """FC-12: Jalali parts, of which stored domains mean the same to everyone."""
        for user in (self.user_persian, self.user_english):
            model = self.rates.with_user(user)
            for part, value, count in (
                ("jalali_month_number", 9, 2),
                ("jalali_year_number", 1405, 2),
                ("jalali_day_of_month", 1, 2),
                ("jalali_day_of_month", 30, 1),
                ("jalali_quarter_number", 4, 1),
                ("jalali_day_of_year", 277, 1),
                ("month_number", 12, 2),
            ):
                domain = [*self.domain, (f"name.{part}", "=", value)]
                self.assertEqual(model.search_count(domain), count, part)
                self.assertEqual(len(self.rates.filtered_domain(domain)), count, part)
            groups = model.formatted_read_group(
                self.domain, ["name:jalali_month_number"], ["__count"]
            )
            self.assertEqual(
                [(g["name:jalali_month_number"], g["__count"]) for g in groups],
                [(9, 2), (10, 1)],
            )

    def test_conditions_on_parts(self):
        """FC-12: the conditions on a part that the domain editor writes."""
        for part, operator, value, count in (
            ("jalali_month_number", "in", [9, 10], 3),
            ("jalali_month_number", "not in", [9], 1),
            ("jalali_month_number", "!=", 9, 1),
            ("jalali_month_number", "!=", False, 3),
            ("jalali_month_number", "=", False, 0),
            ("jalali_day_of_month", ">", 1, 1),
            ("jalali_day_of_month", "<", 2, 2),
            ("jalali_year_number", ">=", 1405, 2),
            ("jalali_year_number", "<=", 1404, 1),
        ):
            with self.subTest(part=part, operator=operator, value=value):
                domain = [*self.domain, (f"name.{part}", operator, value)]
                self.assertEqual(self.rates.search_count(domain), count)
                self.assertEqual(len(self.rates.filtered_domain(domain)), count)
