from odoo import fields, models

from ..kept_rows import KeptMany2one, keep
from ..ledger import DIGITS


class CrmLoyaltyLot(models.Model):
    """Points earned together; what is taken later is taken from a lot.

    Written by: `ledger_store` alone, under the lock of the account.
    Invariants: 0 <= remaining <= points; remaining is the sum of the lot's ledger
    entries; the lots of an account add up to its balance. `expires_on` is the last day
    on which the points can be used, and never changes.
    """

    _name = "crm.loyalty.lot"
    _description = "Loyalty Points Lot"
    _log_access = False
    _order = "expires_on, id"

    account_id = KeptMany2one(
        "crm.loyalty.account", required=True, ondelete="restrict", readonly=True
    )
    grant_id = KeptMany2one(
        "crm.loyalty.grant",
        string="Points of Document",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
    )
    points = fields.Float(digits=DIGITS, required=True, readonly=True)
    remaining = fields.Float(digits=DIGITS, required=True, readonly=True)
    expired = fields.Float(digits=DIGITS, required=True, readonly=True, default=0)
    expires_on = fields.Date(string="Usable until", readonly=True)

    _remaining_range = models.Constraint(
        "CHECK(0 <= remaining AND remaining <= points)",
        "More points would be taken from a lot than it holds.",
    )
    _expired_range = models.Constraint(
        "CHECK(0 <= expired AND expired <= points)",
        "More points of a lot would expire than it held.",
    )
    # The open lots of an account in the order in which they are used up.
    _open_idx = models.Index("(account_id, expires_on, id) WHERE remaining > 0")
    _due_idx = models.Index("(expires_on) WHERE remaining > 0")
    _account_idx = models.Index("(account_id)")

    def init(self):
        keep(self)
