import csv
import io
from datetime import date, datetime

import openpyxl

from odoo import fields
from odoo.tests import TransactionCase, tagged

from odoo.addons.l10n_fa_calendar.tests.common import CalendarUsersMixin

OPTIONS = {"has_headers": True, "quoting": '"', "separator": ","}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@tagged("post_install", "-at_install")
class TestBaseImport(CalendarUsersMixin, TransactionCase):
    """Rates of a currency, of files as people make them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.user_persian | cls.user_english).group_ids += cls.env.ref(
            "base.group_system"
        )
        cls.currency = cls.env["res.currency"].create({"name": "XTS", "symbol": "X"})

    def _wizard(self, content, kind, user, model):
        return self._as(user)["base_import.import"].create(
            {"res_model": model, "file": content, "file_type": kind}
        )

    def _as(self, user):
        """The environment in which a person's client works."""
        return self.env(
            user=user, context=self.env(user=user)["res.users"].context_get()
        )

    def _xlsx(self, *rows):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue(), XLSX

    def _csv(self, *rows):
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        return stream.getvalue().encode(), "text/csv"

    def _import(self, file, *days, user=None, **options):
        """The stored days, or the message of what was refused."""
        rows = [[day, number, "XTS"] for number, day in enumerate(days, 1)]
        content, kind = file(["name", "rate", "currency_id"], *rows)
        wizard = self._wizard(
            content, kind, user or self.user_persian, "res.currency.rate"
        )
        preview = wizard.parse_preview({**OPTIONS, **options})
        self.assertNotIn("error", preview)
        columns = preview["headers"]
        result = wizard.execute_import(columns, columns, preview["options"])
        messages = [message["message"] for message in result["messages"]]
        stored = self.currency.rate_ids.sorted("rate").mapped("name")
        return (stored, messages, preview)

    def _assert_refused(self, *days, **options):
        stored, messages, _preview = self._import(self._csv, *days, **options)
        self.assertFalse(stored, "nothing is stored")
        self.assertEqual(len(messages), 1)
        return messages[0]

    def test_files(self):
        """FC-18: workbooks and text files, in each of the three kinds of digits and
        with each separator."""
        for file in (self._xlsx, self._csv):
            for days in (
                ["1405/09/01", "1405/9/2"],
                ["۱۴۰۵-۰۹-۰۱", "۱۴۰۵-۰۹-۰۲"],
                ["١٤٠٥.٠٩.٠١", "١٤٠٥.٠٩.٠٢"],
                ["01/09/1405", "02/09/1405"],
                ["1405/09/01", " 1405-09-02 "],
                ["14050901", "14050902"],
            ):
                with self.subTest(file=file.__name__, days=days):
                    stored, messages, _preview = self._import(file, *days)
                    self.assertFalse(messages)
                    self.assertEqual(stored, [date(2026, 11, 22), date(2026, 11, 23)])
                    self.currency.rate_ids.unlink()

    def test_marks(self):
        """FC-18: marks of direction around a date do not matter."""
        stored = self._import(self._xlsx, "\u200e1405/09/01", "\u206802/09/1405\u2069")
        self.assertEqual(stored[0], [date(2026, 11, 22), date(2026, 11, 23)])

    def test_proposed_format(self):
        """FC-18: the preview proposes the format of a Jalali column."""
        for day, proposed in {
            "۱۴۰۵/۰۹/۰۱": "%Y/%m/%d",
            "1405-06-31": "%Y-%m-%d",
            "01/09/1405": "%d/%m/%Y",
        }.items():
            preview = self._import(self._csv, day)[2]
            self.assertEqual(preview["options"]["date_format"], proposed)
            self.assertIn("date", preview["header_types"][0])
            self.currency.rate_ids.unlink()

    def test_last_day_of_the_year(self):
        """FC-18: 30 Esfand is a day of leap years, and refused in others."""
        stored, messages, _preview = self._import(self._csv, "1403/12/30")
        self.assertEqual((stored, messages), ([date(2025, 3, 20)], []))
        self.currency.rate_ids.unlink()
        self.assertIn("1404/12/30", self._assert_refused("1404/12/30"))

    def test_gregorian_column(self):
        """FC-18: a column of Gregorian dates is one for someone in Persian, too."""
        stored, messages, _preview = self._import(self._csv, "2026-11-22", "۲۰۲۶/۱۱/۲۳")
        self.assertEqual(stored, [date(2026, 11, 22), date(2026, 11, 23)])
        self.assertFalse(messages)
        self.currency.rate_ids.unlink()
        stored = self._import(self._csv, "11/22/2026")[0]
        self.assertEqual(stored, [date(2026, 11, 22)])

    def test_both_calendars(self):
        """FC-18: a column with both calendars is reported by row, in Persian."""
        message = self._assert_refused("1405/09/01", "2026/11/23", "1405/09/03")
        self.assertIn("(1405/09/01)", message)
        self.assertIn("(2026/11/23)", message)
        for text in ("هر دو تقویم", "ردیف 2", "ردیف 3", "ردیف 4"):
            self.assertIn(text, message)

    def test_years_of_two_digits(self):
        """FC-18: what may be of either calendar is asked, not guessed."""
        message = self._assert_refused("1405/09/01", "05/09/02")
        self.assertIn("ردیف 3 (05/09/02)", message)
        self.assertNotIn("ردیف 2", message)

    def test_wrong_dates(self):
        """FC-18: wrong dates are named, the first of them, with their number."""
        days = [
            "1405/13/01",
            "31 مهر",
            "99999",
            "1699/13/1",
            "0405/01/01",
            "1405/07/31",
        ]
        message = self._assert_refused(*days)
        for row in range(2, 7):
            self.assertIn(f"ردیف {row}", message)
        self.assertIn("1 ردیف دیگر", message)

    def test_real_dates(self):
        """FC-18: real dates of a workbook are what they are, also among texts."""
        stored, messages, _preview = self._import(
            self._xlsx, date(2026, 11, 22), "1405/09/02"
        )
        self.assertFalse(messages)
        self.assertEqual(stored, [date(2026, 11, 22), date(2026, 11, 23)])

    def test_moments(self):
        """FC-18: datetimes, in the time zone of who imports them."""
        crons = self.env["ir.cron"].with_context(active_test=False)
        cron = crons.search([], limit=1)
        content, kind = self._csv(
            ["cron_id/.id", "call_at"],
            [cron.id, "۱۴۰۵/۰۹/۰۱ ۰۸:۳۰:۰۰"],
            [cron.id, "1405/09/02 23:05:00"],
        )
        wizard = self._wizard(content, kind, self.user_persian, "ir.cron.trigger")
        preview = wizard.parse_preview(dict(OPTIONS))
        self.assertEqual(preview["options"]["datetime_format"], "%Y/%m/%d %H:%M:%S")
        columns = preview["headers"]
        result = wizard.execute_import(columns, columns, preview["options"])
        self.assertFalse(result["messages"])
        triggers = self.env["ir.cron.trigger"].browse(result["ids"])
        self.assertEqual(
            triggers.mapped("call_at"),
            [datetime(2026, 11, 22, 5, 0), datetime(2026, 11, 23, 19, 35)],
        )

    def test_load(self):
        """FC-18: what is loaded without a file is read alike."""
        rates = self._as(self.user_persian)["res.currency.rate"]

        def load(day):
            return rates.load(["name", "rate", "currency_id"], [[day, "1", "XTS"]])

        for day in ("1405-09-01", "۱۴۰۵/۹/۱", "2026-11-22"):
            result = load(day)
            self.assertFalse(result["messages"])
            self.assertEqual(
                rates.browse(result["ids"]).name, fields.Date.to_date("2026-11-22")
            )
            rates.browse(result["ids"]).unlink()
        for day in ("1404-12-30", "05-09-01", "0999-01-01"):
            result = load(day)
            self.assertFalse(result["ids"])
            self.assertIn(day, result["messages"][0]["message"])
            self.assertIn("چهار رقم", result["messages"][0]["message"])

    def test_english(self):
        """FC-27: someone in English imports as in Odoo."""
        stored, messages, preview = self._import(
            self._csv, "11/22/2026", "11/23/2026", user=self.user_english
        )
        self.assertEqual(stored, [date(2026, 11, 22), date(2026, 11, 23)])
        self.assertFalse(messages)
        self.assertEqual(preview["options"]["date_format"], "%m/%d/%Y")
        self.currency.rate_ids.unlink()
        stored, messages, _preview = self._import(
            self._csv, "1405-09-01", user=self.user_english
        )
        self.assertEqual(stored, [date(1405, 9, 1)])

    def test_persian_with_gregorian_dates(self):
        """FC-02: as does someone in Persian who chose the Gregorian calendar."""
        self.user_persian.calendar_choice = "gregorian"
        stored = self._import(self._csv, "1805/09/01", "1905/09/01")[0]
        self.assertEqual(stored, [date(1805, 9, 1), date(1905, 9, 1)])
