from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import JalaliAccountingCommon

SWITCH = date(2026, 3, 21)


@tagged("post_install", "-at_install")
class TestAccountJournal(JalaliAccountingCommon):
    @freeze_time("2026-11-24")
    def test_weeks_of_the_dashboard(self):
        """FC-03, FC-27: the weeks of the dashboard are of the reader's calendar."""

        def weeks(lang):
            self.env["res.lang"]._activate_lang(lang)
            journal = self.sales.with_context(lang=lang)
            graph = journal._get_sale_purchase_graph_data()[journal.id][0]["values"]
            return [graph[index]["label"] for index in (1, 3, 4)]

        self.assertEqual(weeks("fa_IR"), ["۲۳ - ۲۹ آبان", "۷ - ۱۳ آذر", "۱۴ - ۲۰ آذر"])
        self.assertEqual(
            weeks("en_US"), ["15 - 21 Nov", "29 Nov - 5 Dec", "6 - 12 Dec"]
        )

    def test_journal_with_gregorian_numbers(self):
        """FC-19: a journal stays Gregorian in a company with Jalali numbers."""
        self.company.jalali_numbers_from = SWITCH
        self.sales.numbers_calendar = "gregorian"
        self.assertEqual(self._post(date(2026, 11, 22)).name, "INV/2026/00001")
        bill = self._post(date(2026, 11, 22), "in_invoice")
        self.assertEqual(bill.name, "BILL/1405/09/0001")
        # Its documents do not stand in the way of the company's other days.
        bill.button_draft()
        bill.unlink()
        self.company.jalali_numbers_from = date(2027, 3, 21)
        self.assertEqual(self._post(date(2027, 3, 21)).name, "INV/2027/00001")

    def test_journal_with_jalali_numbers(self):
        """FC-19: a journal has Jalali numbers from its own day, its company none."""
        self.sales.write({"numbers_calendar": "jalali", "jalali_numbers_from": SWITCH})
        names = [self._post(day).name for day in (date(2026, 3, 20), SWITCH)]
        self.assertEqual(names, ["INV/2026/00001", "INV/1405/00001"])
        bill = self._post(date(2026, 11, 22), "in_invoice")
        self.assertEqual(bill.name, "BILL/2026/11/0001")

    def test_journal_with_documents(self):
        """FC-19: what would leave numbers of the other calendar behind is refused, in
        both directions."""
        self.sales.write({"numbers_calendar": "jalali", "jalali_numbers_from": SWITCH})
        last = self._post(date(2026, 11, 22))
        for vals in (
            {"numbers_calendar": "gregorian"},
            {"numbers_calendar": "company"},
            {"jalali_numbers_from": date(2026, 11, 23)},
        ):
            with self.assertRaisesRegex(ValidationError, last.name):
                self.sales.write(vals)
        self._post(date(2026, 11, 22), "in_invoice")
        with self.assertRaisesRegex(ValidationError, "BILL/2026/11/0001"):
            self.purchases.write(
                {"numbers_calendar": "jalali", "jalali_numbers_from": SWITCH}
            )
        self.assertEqual(self.purchases.numbers_calendar, "company")

    def test_journal_without_a_day(self):
        """FC-19: Jalali numbers need a day to begin with."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.sales.numbers_calendar = "jalali"
            self.env.flush_all()

    @freeze_time("2026-11-20")
    def test_automatic_posting(self):
        """FC-15: the day that a document waits for is the reader's."""
        self.env["res.lang"]._activate_lang("fa_IR")
        move = self._draft(date(2026, 11, 22), auto_post="at_date")
        persian = move.with_context(lang="fa_IR")
        with self.assertRaisesRegex(UserError, "۱۴۰۵/۰?۹/۰?۱"):
            persian._post(soft=False)
        with self.assertRaisesRegex(UserError, "11/22/2026"):
            move.with_context(lang="en_US")._post(soft=False)
