import doctest
from datetime import date, datetime

import psycopg2
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from .. import expiry
from ..expiry import CALENDARS, EXPIRIES, last_day
from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestLastDay(BaseCase):
    def test_examples(self):
        self.assertEqual(doctest.testmod(expiry).failed, 0)
        self.assertGreater(doctest.testmod(expiry).attempted, 4)

    def test_jalali(self):
        """LS-03: a month, season or year ends where the Jalali one does, in leap years
        too."""
        for kind, earned, expected in (
            # 1398/02/11 under "current year" shows 1398/12/29
            ("year", date(2019, 5, 1), date(2020, 3, 19)),
            ("year", date(2020, 3, 20), date(2021, 3, 20)),  # 1 Farvardin 1399, leap
            ("year", date(2025, 3, 20), date(2025, 3, 20)),  # 30 Esfand 1403
            ("year", date(2025, 3, 21), date(2026, 3, 20)),  # 1 Farvardin 1404
            ("month", date(2025, 2, 25), date(2025, 3, 20)),  # Esfand 1403, 30 days
            ("month", date(2026, 2, 25), date(2026, 3, 20)),  # Esfand 1404, 29 days
            ("season", date(2026, 9, 22), date(2026, 9, 22)),  # 31 Shahrivar
            ("season", date(2026, 9, 23), date(2026, 12, 21)),  # 1 Mehr
        ):
            with self.subTest(kind=kind, earned=earned):
                self.assertEqual(last_day(kind, 0, "jalali", earned), expected)

    @given(
        st.sampled_from([kind for kind, _ in EXPIRIES]),
        st.sampled_from([calendar for calendar, _ in CALENDARS]),
        st.dates(date(1921, 3, 21), date(2121, 3, 20)),
    )
    @settings(deadline=None, derandomize=True, database=None)
    def test_never_before(self, kind, calendar, earned):
        """Invariant 15: points never end before the day on which they are earned."""
        day = last_day(kind, 30, calendar, earned)
        self.assertTrue(day is None or day >= earned)


@tagged("post_install", "-at_install")
class TestExpiry(LoyaltyCommon):
    def setUp(self):
        super().setUp()
        self.program.write({"expiry": "days", "expiry_days": 10})

    def _expire(self):
        self.env["crm.loyalty.account"]._cron_expire()

    def _earn(self, day, quantity=4, **values):
        with freeze_time(f"{day} 09:00:00"):
            return self._invoice(quantity, invoice_date=day, **values)

    def setUpCommit(self):
        return self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *a: 1)

    def test_expire(self):
        """LS-02, 4.9: points can be used until the end of their last day; then they go,
        in an entry of their own."""
        self.setUpCommit()
        self._earn("2026-01-01")
        lot = self._account().entry_ids.lot_id
        self.assertEqual(lot.expires_on, date(2026, 1, 11))
        with freeze_time("2026-01-11 20:00:00"):  # 23:30 in Tehran
            self._expire()
            self.assertPoints(20)
        with freeze_time("2026-01-11 20:45:00"):  # 00:15 of the next day
            self._expire()
            self.assertPoints(0)
            self._expire()
        entries = self._account().entry_ids.sorted("id")
        self.assertEqual(entries.mapped("kind"), ["earn", "expire"])
        self.assertEqual(self._account().expired, 20)
        self.assertEqual(self._account().earned, 20)

    def test_never(self):
        """LS-02: by default points never expire."""
        self.program.expiry = "never"
        self._earn("2026-01-01")
        self.assertFalse(self._account().entry_ids.lot_id.expires_on)

    def test_new_points_only(self):
        """4.3: a change of the expiry concerns new points."""
        self._earn("2026-01-01")
        self.program.expiry = "never"
        self._earn("2026-01-02")
        days = self._account().entry_ids.lot_id.sorted("id").mapped("expires_on")
        self.assertEqual(days, [date(2026, 1, 11), False])

    def test_due_points_cannot_be_used(self):
        """4.9: points that are due are gone even if the cron is late."""
        self._earn("2026-01-01")
        self._earn("2026-02-01", 1)
        with freeze_time("2026-02-02"):
            self._account()._adjust(-5, "Prize", is_spending=True)
        self.assertPoints(0)
        self.assertEqual((self._account().expired, self._account().spent), (20, 5))

    def test_first_to_expire_first(self):
        """LS-24, 4.2: points that end earlier are used earlier; those that never end
        come last."""
        self.program.expiry = "never"
        self._earn("2026-01-01")
        self.program.expiry = "days"
        self.program.expiry_days = 30
        self._earn("2026-01-02")
        self.program.expiry_days = 5
        self._earn("2026-01-03")
        with freeze_time("2026-01-04"):
            self._account()._adjust(-25, "Prize", is_spending=True)
        lots = self._account().entry_ids.lot_id.sorted("id")
        self.assertEqual(lots.mapped("remaining"), [20, 15, 0])

    def test_return_of_expired_points(self):
        """4.2: a return takes nothing more for points of the sale that expired."""
        self.setUpCommit()
        invoice = self._earn("2026-01-01")
        self._earn("2026-01-09", 2)
        with freeze_time("2026-01-12"):
            self._expire()
            self.assertPoints(10)
            refund = self._refund(invoice, 3)
            self.assertPoints(10)
            self.assertFalse(self._account().shortfall)
            self.assertEqual(self._account().expired, 5)
            # given again, they are as old as they were
            refund.button_cancel()
            self._expire()
            self.assertPoints(10)
            self.assertEqual(self._account().expired, 20)

    def test_given_again_with_the_old_day(self):
        """Invariant 10: what comes back has its old expiry."""
        invoice = self._earn("2026-01-01")
        with freeze_time("2026-01-07"):
            refund = self._refund(invoice, 3)
        with freeze_time("2026-01-08"):
            refund.button_cancel()
        lots = self._account().entry_ids.lot_id
        self.assertEqual(lots.expires_on, date(2026, 1, 11))
        self.assertPoints(20)

    def test_level_lost(self):
        """LS-06: who falls below a level by expiry gets an exit form."""
        self.setUpCommit()
        self._earn("2026-01-01", 20)
        with freeze_time("2026-01-12"):
            self._expire()
        self.assertEqual(self._cases().mapped("kind"), ["entry", "exit"])
        self.assertPoints(0)

    def test_merge_keeps_days(self):
        """Invariant 13: merged points keep their last day."""
        self._earn("2026-01-01")
        self._earn("2026-01-05", 1, partner=self.partner_b)
        self.enterContext(freeze_time("2026-01-06"))
        self.env["base.partner.merge.automatic.wizard"].sudo()._merge(
            (self.customer + self.partner_b).ids, self.customer
        )
        open_lots = self._account().entry_ids.lot_id.filtered("remaining")
        self.assertEqual(
            sorted(open_lots.mapped("expires_on")),
            [date(2026, 1, 11), date(2026, 1, 15)],
        )

    def test_given_again_after_a_merge(self):
        """Invariant 10: what a merged account lost comes back with its old expiry."""
        invoice = self._earn("2026-01-01", partner=self.partner_b)
        with freeze_time("2026-01-05"):
            refund = self._refund(invoice, 3)
            self.env["base.partner.merge.automatic.wizard"].sudo()._merge(
                (self.customer + self.partner_b).ids, self.customer
            )
        with freeze_time("2026-01-08"):
            refund.button_cancel()
            self.assertPoints(20)
            lots = self._account().entry_ids.lot_id.filtered("remaining")
            self.assertEqual(set(lots.mapped("expires_on")), {date(2026, 1, 11)})

    def test_days_needed(self):
        """LS-02: a number of days must be typed, within reason."""
        for days in (0, -1, 40_000):
            with (
                self.assertRaises(psycopg2.errors.CheckViolation),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.program.expiry_days = days
                self.env.flush_all()
        self.program.invalidate_recordset()
        self.program.expiry = "year"
        self.program._onchange_expiry()
        self.assertEqual(self.program.expiry_days, 0)

    def test_statements(self):
        """7: expiry costs as many statements for many accounts as for one."""
        counts = []
        for count in (1, 6):
            partners = self.env["res.partner"].create(
                [{"name": f"P{number}"} for number in range(count)]
            )
            for partner in partners:
                self._earn("2026-01-01", partner=partner)
            self.env.flush_all()
            before = self.cr.sql_log_count
            with freeze_time(datetime(2026, 2, 1)):
                self._expire_once()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def _expire_once(self):
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *a: 0)
        self._expire()
