import csv
import io
import json
from datetime import date, datetime

import openpyxl

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from ..models.base import FLAG
from .common import CalendarUsersMixin

LAST_OF_1404, FIRST_OF_1405 = date(2026, 3, 20), date(2026, 3, 21)


@tagged("post_install", "-at_install")
class TestExportDates(CalendarUsersMixin, HttpCase):
    """Rates of a currency, as people take them out of a list."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.user_persian | cls.user_english).group_ids += cls.env.ref(
            "base.group_allow_export"
        )
        cls.currency = cls.env["res.currency"].create({"name": "XTS", "symbol": "X"})
        cls.rates = cls.env["res.currency.rate"].create(
            [
                {"name": day, "rate": rate, "currency_id": cls.currency.id}
                for rate, day in enumerate((LAST_OF_1404, FIRST_OF_1405), 1)
            ]
        )
        cls.env.flush_all()
        cls.env.cr.execute(
            SQL(
                "UPDATE res_currency_rate SET create_date = %s WHERE id IN %s",
                datetime(2026, 11, 21, 20, 45, 10),
                cls.rates._ids,
            )
        )
        cls.rates.invalidate_recordset()

    def _export(self, kind, login="fa_user", **params):
        self.authenticate(login, login)
        response = self.url_open(
            f"/web/export/{kind}",
            data={
                "data": json.dumps(
                    {
                        "import_compat": False,
                        "context": self._context(login),
                        "domain": [("currency_id", "=", self.currency.id)],
                        "fields": [
                            {"name": "name", "label": "Date", "type": "date"},
                            {"name": "create_date", "label": "On", "type": "datetime"},
                        ],
                        "groupby": [],
                        "ids": self.rates.ids,
                        "model": "res.currency.rate",
                        **params,
                    }
                ),
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        response.raise_for_status()
        return response.content

    def _context(self, login):
        user = self.user_persian if login == "fa_user" else self.user_english
        return dict(self.env(user=user)["res.users"].context_get())

    def _sheet(self, *args, **params):
        return openpyxl.load_workbook(io.BytesIO(self._export(*args, **params))).active

    def _rows(self, *args, **params):
        text = self._export("csv", *args, **params).decode()
        return list(csv.reader(io.StringIO(text)))

    def test_workbook(self):
        """FC-17: dates of a workbook are real dates, shown by the Persian calendar."""
        sheet = self._sheet("xlsx")
        day, moment = sheet["A2"], sheet["B2"]
        self.assertEqual(day.value, datetime(2026, 3, 20))
        self.assertEqual(day.number_format, "[$-160429]yyyy/mm/dd;@")
        self.assertTrue(day.is_date)
        self.assertEqual(moment.value, datetime(2026, 11, 22, 0, 15, 10))
        self.assertEqual(moment.number_format, "[$-160429]yyyy/mm/dd hh:mm:ss;@")

    def test_texts(self):
        """FC-17: or texts in Latin digits, by another format of the dialog."""
        sheet = self._sheet("xlsx_jalali_text")
        values = [[cell.value for cell in row] for row in sheet["A2:B3"]]
        self.assertEqual(
            values,
            [
                ["1404/12/29", "1405/09/01 00:15:10"],
                ["1405/01/01", "1405/09/01 00:15:10"],
            ],
        )

    def test_csv(self):
        """FC-17: a text file has the dates of the user's calendar."""
        self.assertEqual(
            self._rows(),
            [
                ["Date", "On"],
                ["1404/12/29", "1405/09/01 00:15:10"],
                ["1405/01/01", "1405/09/01 00:15:10"],
            ],
        )

    def test_to_be_imported(self):
        """FC-17: what is to be imported again stays Gregorian, in every format."""
        rows = self._rows(import_compat=True)
        self.assertEqual(rows[1], ["2026-03-20", "2026-11-22 00:15:10"])
        for kind in ("xlsx", "xlsx_jalali_text"):
            sheet = self._sheet(kind, import_compat=True)
            self.assertEqual(sheet["A2"].value, datetime(2026, 3, 20))
            self.assertEqual(sheet["A2"].number_format, "yyyy-mm-dd")

    def test_groups(self):
        """FC-17: groups by month or year are those of the list: Jalali ones."""
        for kind, cell in (
            ("xlsx", datetime(2026, 3, 20)),
            ("xlsx_jalali_text", "1404/12/29"),
        ):
            sheet = self._sheet(kind, groupby=["name:year", "name:month"])
            column = [row[0].value for row in sheet.iter_rows(min_row=2)]
            self.assertEqual(column[:3], ["1404 (1)", "    اسفند 1404 (1)", cell])
            self.assertEqual(column[3:5], ["1405 (1)", "    فروردین 1405 (1)"])

    def test_english(self):
        """FC-27: for someone in English, everything is Odoo's own."""
        for flag in ({}, {FLAG: False}):
            context = {**self._context("en_user"), **flag}
            rows = self._rows("en_user", context=context)
            self.assertEqual(rows[1], ["2026-03-20", "2026-11-22 00:15:10"])
            for kind in ("xlsx", "xlsx_jalali_text"):
                sheet = self._sheet(kind, "en_user")
                self.assertEqual(sheet["A2"].value, datetime(2026, 3, 20))
                self.assertEqual(sheet["A2"].number_format, "yyyy-mm-dd")
            sheet = self._sheet("xlsx", "en_user", groupby=["name:month"])
            self.assertEqual(sheet["A2"].value, "March 2026 (2)")

    def test_gregorian_choice(self):
        """FC-02: nor for someone in Persian who chose the Gregorian calendar."""
        self.user_persian.calendar_choice = "gregorian"
        self.assertEqual(self._rows()[1], ["2026-03-20", "2026-11-22 00:15:10"])

    def test_formats(self):
        """FC-17: the dialog offers texts to those who write Jalali dates."""
        for login, offered in (("fa_user", True), ("en_user", False)):
            self.authenticate(login, login)
            formats = self.make_jsonrpc_request("/web/export/formats", {})
            tags = [export_format["tag"] for export_format in formats]
            self.assertEqual("xlsx_jalali_text" in tags, offered)
            self.assertEqual(tags[:2], ["xlsx", "csv"])
