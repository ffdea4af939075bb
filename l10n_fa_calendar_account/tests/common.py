from datetime import date

from odoo import Command

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.addons.l10n_fa_calendar import jalali

YEARS = range(1390, 1451)


class JalaliAccountingCommon(AccountTestInvoicingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.sales = cls.company_data["default_journal_sale"]
        cls.purchases = cls.company_data["default_journal_purchase"]
        cls.revenue = cls.company_data["default_account_revenue"]

    @staticmethod
    def _day(year, month, day) -> date:
        return jalali.to_gregorian(year, month, day)

    @classmethod
    def _draft(cls, day, move_type="out_invoice", **values):
        """A document of nothing: what it is numbered is what counts."""
        return cls.env["account.move"].create(
            {
                "move_type": move_type,
                "date": day,
                "invoice_date": day if move_type != "entry" else False,
                "partner_id": cls.partner_a.id,
                "line_ids" if move_type == "entry" else "invoice_line_ids": [
                    Command.create({"name": "line", "account_id": cls.revenue.id})
                ],
                **values,
            }
        )

    @classmethod
    def _post(cls, day, move_type="out_invoice", **values):
        move = cls._draft(day, move_type, **values)
        move.action_post()
        return move
