import json
from io import BytesIO

from openpyxl import load_workbook

from odoo.http import Request
from odoo.tests import HttpCase, tagged

from .common import CalendarUsersMixin


@tagged("post_install", "-at_install")
class TestGroupedExport(CalendarUsersMixin, HttpCase):
    """The rates of a currency of their own, exported as the list shows them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.user_persian | cls.user_english).group_ids += cls.env.ref(
            "base.group_system"
        ) | cls.env.ref("base.group_allow_export")
        cls.currency = cls.env["res.currency"].create({"name": "XTS", "symbol": "X"})
        cls.first, *_others = cls.rates = cls.env["res.currency.rate"].create(
            [
                {"name": day, "currency_id": cls.currency.id, "rate": 1}
                for day in ("2026-11-21", "2026-11-22", "2026-12-21")
            ]
        )

    def _export(self, login, groupby, **options):
        self.authenticate(login, login)
        data = {
            "model": "res.currency.rate",
            "fields": [
                {"name": "display_name", "label": "Name", "type": "char"},
                {"name": "name", "label": "Day", "type": "date"},
            ],
            "ids": False,
            "domain": [("currency_id", "=", self.currency.id)],
            "groupby": groupby,
            "context": {},
            "import_compat": False,
            **options,
        }
        response = self.url_open(
            "/web/export/xlsx",
            data={"data": json.dumps(data), "csrf_token": Request.csrf_token(self)},
        )
        response.raise_for_status()
        sheet = load_workbook(BytesIO(response.content)).active
        return [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]

    def _export_groups(self, login, groupby, **options):
        rows = self._export(login, groupby, **options)
        return [row.strip() for row in rows if row.endswith(")")]

    def test_persian(self):
        """FC-13, FC-23: the groups of the list, in digits that other programs read."""
        self.assertEqual(
            self._export_groups("fa_user", ["name:month"]),
            ["آبان 1405 (1)", "آذر 1405 (2)"],
        )
        self.assertEqual(
            self._export_groups("fa_user", ["name:year", "name:quarter"]),
            ["1405 (3)", "پاییز 1405 (3)"],
        )
        self.assertEqual(
            self._export_groups("fa_user", ["name:month"], ids=self.first.ids),
            ["آبان 1405 (1)"],
        )

    def test_english(self):
        """FC-27, FC-28: Gregorian groups, or Jalali ones with English names."""
        self.assertEqual(
            self._export_groups("en_user", ["name:month"]),
            ["November 2026 (2)", "December 2026 (1)"],
        )
        self.user_english.calendar_choice = "jalali"
        self.assertEqual(
            self._export_groups("en_user", ["name:month"]),
            ["Aban 1405 (1)", "Azar 1405 (2)"],
        )

    def test_records(self):
        """FC-10: the records are read without the flag, for code that groups."""
        flags = []
        rates = type(self.rates)
        self.patch(
            rates,
            "_compute_display_name",
            lambda records: (
                flags.append(records.env.context.get("jalali_periods"))
                or records.update({"display_name": "x"})
            ),
        )
        self._export("fa_user", ["name:month"])
        self.assertTrue(flags)
        self.assertFalse(any(flags))
