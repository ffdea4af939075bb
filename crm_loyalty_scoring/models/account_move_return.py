from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    # What a credit note over all of an invoice would do to the points.

    def _preview_loyalty_return(self):
        """In words: what full credit notes of these invoices take back, and what
        becomes of the levels. False if they take nothing."""
        # sudo: the points of the families, in sums only
        grants = self.env["crm.loyalty.grant"].sudo()
        grants = grants.search(
            [
                ("source_id.root_id.res_model", "=", self._name),
                ("source_id.root_id.res_id", "in", self.ids),
                ("account_id", "!=", False),
            ]
        )
        words = [
            account._preview_return(some)
            for account, some in grants.grouped("account_id").items()
        ]
        return "\n".join(filter(None, words)) or False
