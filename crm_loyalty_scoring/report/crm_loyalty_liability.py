from odoo import fields, models
from odoo.tools import SQL

from ..ledger import DIGITS


class CrmLoyaltyLiability(models.Model):
    """What the points that can still be used are worth, by the day on which they end.

    A view of the database over the open lots: nothing is stored, nothing is stale.
    """

    _name = "crm.loyalty.liability"
    _description = "Loyalty Liability"
    _auto = False
    _rec_name = "partner_id"
    _order = "expires_on, id"

    program_id = fields.Many2one("crm.loyalty.program", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    account_id = fields.Many2one("crm.loyalty.account", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Contact", readonly=True)
    expires_on = fields.Date(string="Usable until", readonly=True)
    points = fields.Float(digits=DIGITS, readonly=True)
    value = fields.Monetary(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT lot.id, account.program_id, program.company_id,
                   lot.account_id, account.partner_id, lot.expires_on,
                   lot.remaining AS points,
                   lot.remaining * COALESCE(program.point_value, 0) AS value
              FROM crm_loyalty_lot lot
              JOIN crm_loyalty_account account ON account.id = lot.account_id
              JOIN crm_loyalty_program program ON program.id = account.program_id
             WHERE lot.remaining > 0
            """
        )
