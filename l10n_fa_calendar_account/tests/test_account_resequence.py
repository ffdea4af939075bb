import json
from datetime import date

from odoo.tests import Form, tagged

from .common import JalaliAccountingCommon

SWITCH = date(2026, 3, 21)


@tagged("post_install", "-at_install")
class TestAccountResequence(JalaliAccountingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.jalali_numbers_from = SWITCH

    def _wizard(self, moves, first_name):
        wizard = Form(
            self.env["account.resequence.wizard"].with_context(
                active_ids=moves.ids, active_model="account.move"
            )
        )
        wizard.first_name = first_name
        return wizard

    def _posted(self, *days, **values):
        return self.env["account.move"].concat(
            *(self._post(day, **values) for day in days)
        )

    def test_years(self):
        """FC-19: the wizard restarts numbers on 1 Farvardin; the first year begins with
        the number that was typed."""
        moves = self._posted(
            date(2026, 11, 22), date(2027, 3, 20), date(2027, 3, 21), date(2027, 12, 30)
        )
        wizard = self._wizard(moves, "S/1405/0005")
        self.assertEqual(wizard.sequence_number_reset, "year")
        wizard.save().resequence()
        self.assertEqual(
            moves.mapped("name"),
            ["S/1405/0005", "S/1405/0006", "S/1406/0001", "S/1406/0002"],
        )

    def test_months(self):
        """FC-19: and with every Jalali month, by date if wanted."""
        moves = self._posted(
            date(2026, 12, 21), date(2026, 11, 22), date(2026, 12, 22), SWITCH
        )
        wizard = self._wizard(moves, "S/1405/01/001")
        wizard.ordering = "date"
        wizard.save().resequence()
        self.assertEqual(
            moves.mapped("name"),
            ["S/1405/09/002", "S/1405/09/001", "S/1405/10/001", "S/1405/01/001"],
        )

    def test_both_calendars(self):
        """FC-19: documents of before the chosen day keep Gregorian years."""
        moves = self._posted(date(2026, 3, 20), SWITCH, date(2026, 3, 20))
        self._wizard(moves, "S/2026/001").save().resequence()
        self.assertEqual(
            moves.mapped("name"), ["S/2026/001", "S/1405/001", "S/2026/002"]
        )

    def test_without_year(self):
        """FC-19: numbers that never restart are given in one go."""
        moves = self._posted(date(2026, 3, 20), SWITCH, date(2027, 3, 21))
        self._wizard(moves, "S-8").save().resequence()
        self.assertEqual(moves.mapped("name"), ["S-8", "S-9", "S-10"])

    def test_preview(self):
        """FC-19: the preview shows the first document of each Jalali year."""
        moves = self._posted(*[date(2027, 3, 20)] * 6, *[date(2027, 3, 21)] * 6)
        wizard = self._wizard(moves, "INV/1405/00001")
        lines = json.loads(wizard.preview_moves)["changeLines"]
        names = [line["new_by_name"] for line in lines]
        self.assertIn("INV/1405/00006", names)
        self.assertIn("...", names)

    def test_other_companies(self):
        """FC-19: elsewhere the wizard is Odoo's own."""
        self.company.jalali_numbers_from = False
        moves = self._posted(date(2026, 11, 22), date(2027, 3, 20), date(2027, 3, 21))
        self._wizard(moves, "S/2026/0001").save().resequence()
        self.assertEqual(
            moves.mapped("name"), ["S/2026/0001", "S/2027/0001", "S/2027/0002"]
        )
