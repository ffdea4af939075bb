from datetime import date

from odoo.tests import HttpCase, tagged

from .common import CalendarUsersMixin


@tagged("post_install", "-at_install", "browser")
class TestTours(CalendarUsersMixin, HttpCase):
    """A date typed, picked and listed, on the rates of a currency of their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.user_persian | cls.user_english).group_ids += cls.env.ref(
            "base.group_system"
        )
        cls.currency = cls.env["res.currency"].create({"name": "XTS", "symbol": "X"})
        cls.action = cls.env["ir.actions.act_window"].create(
            {
                "name": "Rates",
                "res_model": "res.currency.rate",
                "domain": [("currency_id", "=", cls.currency.id)],
                "context": {"default_currency_id": cls.currency.id},
                "view_ids": [
                    (0, 0, {"view_mode": view.type, "view_id": view.id})
                    for view in cls._create_views()
                ],
            }
        )

    @classmethod
    def _create_views(cls):
        return cls.env["ir.ui.view"].create(
            [
                {
                    "name": f"date.{kind}",
                    "model": "res.currency.rate",
                    "arch": f"<{kind}><field name='name'/></{kind}>",
                }
                for kind in ("list", "form")
            ]
        )

    def _play(self, tour, login):
        self.start_tour(f"/odoo/action-{self.action.id}", tour, login=login)
        return self.currency.rate_ids.mapped("name")

    def test_persian(self):
        """FC-03 to FC-06: ۱۴۰۵/۰۹/۰۱ typed, the 5th of Azar picked, and stored."""
        stored = self._play("l10n_fa_calendar_date_persian", "fa_user")
        self.assertEqual(stored, [date(2026, 11, 26)])

    def test_english(self):
        """FC-27: the same in English, as Odoo has it."""
        stored = self._play("l10n_fa_calendar_date_english", "en_user")
        self.assertEqual(stored, [date(2026, 11, 26)])
