import doctest
from datetime import date, datetime, timedelta

from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from odoo.addons.l10n_fa_calendar import jalali, relative_dates

from ..hooks import uninstall_hook
from .common import CalendarUsersMixin
from .test_read_group import thorough

LAST_DAY = date(2299, 12, 31)


@tagged("post_install", "-at_install")
class TestRelativeDates(CalendarUsersMixin, TransactionCase):
    """The 25th of November 2026 is the 4th of Azar 1405."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.currency = cls.env["res.currency"].create({"name": "XTS", "symbol": "X"})
        cls.rates = cls.env["res.currency.rate"]
        (cls.user_persian | cls.user_english).group_ids += cls.env.ref(
            "base.group_system"
        )

    def _parse(self, text, timezone="Asia/Tehran"):
        return relative_dates.parse_date(text, self.env(context={"tz": timezone}))

    def _find(self, user, *terms):
        domain = [("currency_id", "=", self.currency.id), *terms]
        rates = self.rates.with_user(user).with_context(tz=user.tz, lang=user.lang)
        found = rates.search(domain)
        self.assertEqual(rates.browse(self.rates_ids).filtered_domain(domain), found)
        return {str(rate.name) for rate in found}

    def test_doctests(self):
        """FC-09: the examples of the module hold."""
        results = doctest.testmod(relative_dates)
        self.assertGreater(results.attempted, 1)
        self.assertFalse(results.failed)

    @freeze_time("2026-11-25 09:00:00")
    def test_terms(self):
        """FC-09: days, months and years of the Jalali calendar, beside Odoo's own."""
        for text, expected in (
            ("today =1jd", date(2026, 11, 22)),
            ("today =1jd -1jm", date(2026, 10, 23)),
            ("today =1jm =1jd", date(2026, 3, 21)),
            ("today =1jd -12jm", date(2025, 11, 22)),
            ("today -1jy", date(2025, 11, 25)),
            ("today =1403jy =12jm =31jd", date(2025, 3, 20)),
            ("today =1404jy =12jm =31jd", date(2026, 3, 20)),
            ("today =1d", date(2026, 11, 1)),
            ("today =1d =1jd +1d", date(2026, 10, 24)),
            ("=1jd", datetime(2026, 11, 21, 20, 30)),
            ("now +1jm", datetime(2026, 12, 25, 9)),
            ("now =1jd =8H", datetime(2026, 11, 22, 4, 30)),
            ("2026-11-22", date(2026, 11, 22)),
        ):
            with self.subTest(text=text):
                self.assertEqual(self._parse(text), expected)

    @freeze_time("2026-11-21 21:00:00")
    def test_time_zone(self):
        """FC-09: the month is the one that the person's day is in."""
        self.assertEqual(self._parse("today =1jd"), date(2026, 11, 22))
        self.assertEqual(self._parse("today =1jd", "UTC"), date(2026, 10, 23))
        self.assertEqual(self._parse("=1jd"), datetime(2026, 11, 21, 20, 30))
        self.assertEqual(self._parse("=1jd", "UTC"), datetime(2026, 10, 23))

    @freeze_time("2026-11-25 09:00:00")
    def test_bad_terms(self):
        """FC-09: a term that makes no date is refused as Odoo's own are."""
        for term in ("=0jd", "=13jm", "=0jm", "+1jd", "=1jw", "+99999jy", "1jd", "=jd"):
            for model in (self.rates, self.env["ir.cron"]):
                field = "name" if model == self.rates else "nextcall"
                with self.subTest(term=term), self.assertRaises(ValueError):
                    model.search([(field, ">=", f"today {term}")])

    @freeze_time("2026-11-25 09:00:00")
    def test_domains(self):
        """FC-09: a stored domain means the same, whoever runs it."""
        days = ["2026-10-22", "2026-10-23", "2026-11-21", "2026-11-22", "2026-11-25"]
        self.rates_ids = self.rates.create(
            [{"name": day, "currency_id": self.currency.id, "rate": 1} for day in days]
        ).ids
        for user in (self.user_persian, self.user_english):
            last_month = [
                ("name", ">=", "today =1jd -1jm"),
                ("name", "<", "today =1jd"),
            ]
            self.assertEqual(self._find(user, *last_month), {*days[1:3]})
            to_date = [("name", ">=", "today =1jd"), ("name", "<", "today +1d")]
            self.assertEqual(self._find(user, *to_date), {*days[3:]})
            gregorian = [("name", ">=", "today =1d"), ("name", "<", "today +1d")]
            self.assertEqual(self._find(user, *gregorian), {*days[2:]})

    @thorough
    @given(
        st.dates(date(1900, 1, 1), LAST_DAY),
        st.integers(0, 60),
        st.sampled_from("my"),
    )
    def test_shift(self, day, count, unit):
        """FC-09: a month or year ahead keeps the day, or ends with the month."""
        there = relative_dates.shift(day, "+", count, unit)
        start, end = jalali.to_jalali(day), jalali.to_jalali(there)
        months = count * (12 if unit == "y" else 1)
        passed = (end.year - start.year) * 12 + end.month - start.month
        self.assertEqual(passed, months)
        last = jalali.month_length(end.year, end.month)
        self.assertEqual(end.day, min(start.day, last))
        first = relative_dates.shift(there, "=", 1, "d")
        self.assertEqual(first, jalali.start_of(there, "month"))
        back = relative_dates.shift(first, "-", count, unit)
        self.assertEqual(back, jalali.start_of(day, "month"))
        self.assertLess(there - first, timedelta(days=31))

    def test_uninstall(self):
        """FC-09: saved filters stay usable without the addon, by Gregorian terms."""
        saved = self.env["ir.filters"].create(
            {
                "name": "Last month",
                "model_id": "res.currency.rate",
                "domain": "[('name', '>=', 'today =1jd -12jm'), ('name', '<', '=1jy')]",
            }
        )
        uninstall_hook(self.env)
        self.assertEqual(
            saved.domain, "[('name', '>=', 'today =1d -12m'), ('name', '<', '=1y')]"
        )
