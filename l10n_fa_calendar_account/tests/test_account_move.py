from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.l10n_fa_calendar import jalali

from .common import YEARS, JalaliAccountingCommon

SWITCH = date(2026, 3, 21)


@tagged("post_install", "-at_install")
class TestAccountMove(JalaliAccountingCommon):
    """Numbers by the Jalali year and month, from Nowruz 1405 on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.jalali_numbers_from = SWITCH

    def _post_names(self, *days, move_type="out_invoice"):
        return [self._post(day, move_type).name for day in days]

    def test_invoices_restart_with_the_year(self):
        """FC-19: invoices are INV/1405/00001 and restart on 1 Farvardin."""
        names = self._post_names(
            date(2026, 3, 21), date(2026, 11, 22), date(2027, 3, 20), date(2027, 3, 21)
        )
        self.assertEqual(
            names,
            ["INV/1405/00001", "INV/1405/00002", "INV/1405/00003", "INV/1406/00001"],
        )

    def test_bills_restart_with_the_month(self):
        """FC-19: bills and entries are BILL/1405/09/0001 and restart every month."""
        days = (date(2026, 11, 21), date(2026, 11, 22), date(2026, 12, 21))
        self.assertEqual(
            self._post_names(*days, move_type="in_invoice"),
            ["BILL/1405/08/0001", "BILL/1405/09/0001", "BILL/1405/09/0002"],
        )
        self.assertEqual(
            self._post_names(date(2027, 3, 20), date(2027, 3, 21), move_type="entry"),
            ["MISC/1405/12/0001", "MISC/1406/01/0001"],
        )

    def test_credit_notes(self):
        """FC-19: credit notes have numbers of their own, with their prefix."""
        refund = self._draft(date(2026, 11, 22), "out_refund")
        self.assertEqual(refund.name_placeholder, "RINV/1405/00001")
        refund.action_post()
        self.assertEqual(refund.name, "RINV/1405/00001")

    def test_every_year(self):
        """FC-19: over 1390 to 1450 each year begins with 1, leap or not, and the last
        day of Esfand, the 29th or the 30th, is the old year's."""
        self.company.jalali_numbers_from = self._day(YEARS.start, 1, 1)
        for year in YEARS:
            nowruz = self._day(year, 1, 1)
            last = self._day(year, 12, 30 if jalali.is_leap(year) else 29)
            with self.subTest(year=year):
                self.assertEqual(
                    self._post_names(nowruz, last),
                    [f"INV/{year}/00001", f"INV/{year}/00002"],
                )

    def test_every_month(self):
        """FC-19: the first and the last day of each month of 1390 to 1450 are in the
        same period, and the days around it in another one."""
        self.company.jalali_numbers_from = self._day(YEARS.start - 1, 1, 1)
        entry = self._draft(SWITCH, "entry")
        for year in YEARS:
            for month in range(1, 13):
                first = self._day(year, month, 1)
                last = jalali.end_of(first, "month")
                for day in (first, last):
                    entry.date = day
                    self.assertEqual(
                        entry._get_sequence_date_range("month")[:2], (first, last)
                    )
                    self.assertEqual(
                        entry._get_starting_sequence(), f"MISC/{year}/{month:02}/0000"
                    )
                entry.name = f"MISC/{year}/{month:02}/0007"
                self.assertTrue(entry._sequence_matches_date())
                entry.date = last + timedelta(days=1)
                self.assertFalse(entry.name, "dropped, as it no longer fits")

    def test_drafts(self):
        """FC-19: a draft proposes the number it would get, and follows its date."""
        move = self._draft(date(2026, 11, 22), "entry")
        self.assertEqual(move.name_placeholder, "MISC/1405/09/0001")
        move.date = date(2026, 12, 22)
        self.assertEqual(move.name_placeholder, "MISC/1405/10/0001")
        move.date = date(2026, 3, 20)
        self.assertEqual(move.name_placeholder, "MISC/2026/03/0001")
        move.date = date(2026, 12, 22)
        move.action_post()
        move.button_draft()
        move.date = date(2026, 12, 23)
        move.action_post()
        self.assertEqual(move.name, "MISC/1405/10/0001")

    def test_older_documents(self):
        """FC-19: before the chosen day numbers stay Gregorian, also when documents of
        that time are written later, and both calendars count by themselves."""
        days = [date(2026, 1, 5), SWITCH, date(2026, 3, 20), date(2026, 3, 22)]
        self.assertEqual(
            self._post_names(*days),
            ["INV/2026/00001", "INV/1405/00001", "INV/2026/00002", "INV/1405/00002"],
        )
        self.assertEqual(
            self._post_names(date(2026, 3, 20), SWITCH, move_type="entry"),
            ["MISC/2026/03/0001", "MISC/1405/01/0001"],
        )

    def test_switch_within_a_year(self):
        """FC-19: the day may be any; the first year and month are then shorter."""
        self.company.jalali_numbers_from = date(2026, 11, 25)
        days = (date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 24))
        self.assertEqual(
            self._post_names(*days),
            ["INV/2026/00001", "INV/1405/00001", "INV/2026/00002"],
        )
        self.assertEqual(
            self._post_names(*days, move_type="in_invoice"),
            ["BILL/2026/11/0001", "BILL/1405/09/0001", "BILL/2026/11/0002"],
        )

    def test_format_of_the_journal(self):
        """FC-19: the journal's own format goes on, with the Jalali year in it."""
        self._post(date(2026, 1, 5), name="FACT-26/007")
        self._post(date(2026, 1, 5), "in_invoice", name="B/2026.01/01")
        self.assertEqual(
            self._post_names(SWITCH, SWITCH), ["FACT-05/001", "FACT-05/002"]
        )
        self.assertEqual(
            self._post_names(SWITCH, date(2026, 4, 21), move_type="in_invoice"),
            ["B/1405.01/01", "B/1405.02/01"],
        )

    def test_numbers_without_year(self):
        """FC-19: numbers that never restart run on."""
        self._post(date(2026, 1, 5), name="F-0041")
        self.assertEqual(
            self._post_names(SWITCH, date(2027, 3, 21), date(2026, 1, 6)),
            ["F-0042", "F-0043", "F-0044"],
        )

    def test_ranges_of_years(self):
        """FC-19: where Gregorian fiscal years gave ranges such as 25-26, Jalali years
        need none."""
        self.company.write({"fiscalyear_last_month": "3", "fiscalyear_last_day": 20})
        self.assertEqual(
            self._post_names(date(2026, 3, 20), SWITCH, date(2027, 3, 20)),
            ["INV/25-26/0001", "INV/1405/00001", "INV/1405/00002"],
        )
        self.assertEqual(
            self._post_names(date(2026, 3, 20), SWITCH, move_type="entry"),
            ["MISC/25-26/03/0001", "MISC/1405/01/0001"],
        )

    def test_typed_names(self):
        """FC-19: a typed name sets the format of what follows, and how it restarts."""
        self._post(SWITCH, name="INV/1405/01/010")
        self.assertEqual(
            self._post_names(SWITCH, date(2026, 4, 21), date(2027, 3, 21)),
            ["INV/1405/01/011", "INV/1405/02/001", "INV/1406/01/001"],
        )

    def test_typed_name_of_another_period(self):
        """FC-19: a name of another year, month or calendar is refused."""
        for name in ("INV/2026/00001", "INV/1404/00001", "INV/1405/02/0001"):
            move = self._post(SWITCH)
            with self.subTest(name=name), self.assertRaises(ValidationError):
                move.name = name
        old = self._post(date(2026, 3, 20))
        with self.assertRaises(ValidationError):
            old.name = "INV/1404/00001"

    def test_gaps(self):
        """FC-19: gaps are noticed within a year, and no year's beginning is one."""
        moves = [self._post(day) for day in (SWITCH, SWITCH, SWITCH, date(2027, 3, 21))]
        self.assertFalse(any(move.made_sequence_gap for move in moves))
        self.assertTrue(moves[2]._is_end_of_seq_chain())
        self.assertFalse(moves[1]._is_end_of_seq_chain())
        moves[1].button_draft()
        moves[1].name = False
        moves[1].unlink()
        self.assertTrue(moves[2].made_sequence_gap)
        self.assertFalse(moves[3].made_sequence_gap)

    def test_two_in_one_go(self):
        """FC-19: documents that are posted together are numbered by their days."""
        days = (date(2027, 3, 21), date(2027, 3, 20), date(2027, 3, 21))
        moves = self.env["account.move"].concat(*map(self._draft, days))
        moves.action_post()
        self.assertEqual(
            moves.mapped("name"), ["INV/1406/00001", "INV/1405/00001", "INV/1406/00002"]
        )

    def test_other_companies(self):
        """FC-19: companies that did not choose so are numbered as in Odoo."""
        self.company.jalali_numbers_from = False
        self.assertEqual(self._post_names(SWITCH), ["INV/2026/00001"])
        self._post(date(2027, 3, 20), name="X/1405/00001")
        self.assertEqual(self._post_names(date(2027, 3, 21)), ["X/1405/00002"])

    @freeze_time("2027-04-25")
    def test_accounting_date(self):
        """FC-19: bills of a closed period get the last day of the Jalali period that
        their numbers restart with."""
        bill = self._draft(date(2026, 11, 22), "in_invoice")
        self.assertEqual(
            bill._get_accounting_date(date(2026, 12, 1), True), date(2026, 12, 21)
        )
        self.assertEqual(
            bill._get_accounting_date(date(2027, 4, 22), True), date(2027, 4, 25)
        )
        self.assertEqual(
            bill._get_accounting_date(date(2026, 2, 1), True), date(2026, 2, 28)
        )
        self._post(date(2026, 11, 22), "in_invoice", name="B/1405/001")
        bill = self._draft(date(2026, 11, 22), "in_invoice")
        self.assertEqual(
            bill._get_accounting_date(date(2026, 12, 1), True), date(2027, 3, 20)
        )

    @freeze_time("2027-04-25")
    def test_locked_period(self):
        """FC-19, FC-20: an invoice of a locked period is posted in the first open one,
        with its number."""
        self._post(date(2026, 4, 1))
        self.company.fiscalyear_lock_date = date(2027, 3, 20)
        locked = self._draft(date(2026, 11, 22))
        locked.action_post()
        self.assertEqual(locked.date, date(2027, 4, 25))
        self.assertEqual(locked.name, "INV/1406/00001")
