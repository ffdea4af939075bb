from odoo import api, fields, models
from odoo.exceptions import UserError

from ..explanation import explain_entry
from ..kept_rows import KeptMany2one, keep
from ..ledger import DIGITS

KINDS = [
    ("earn", "Earned"),
    ("reverse", "Taken Back"),
    ("restore", "Given Again"),
    ("unfunded", "Owed"),
    ("settle", "Debt Settled"),
    ("spend", "Spent"),
    ("release", "Released"),
    ("expire", "Expired"),
    ("adjust", "Adjusted"),
    ("transfer", "Transferred"),
]


class CrmLoyaltyEntry(models.Model):
    """One line of the points ledger.

    Written by: `ledger_store` alone. Never changed and never deleted: a
    trigger of the database refuses both, whoever asks. Invariants: the entries that
    name a lot add up to what remains of it, those without a lot to minus the shortfall;
    so all entries of an account add up to its balance less its shortfall.

    No reference to a contact stands here, because a merge of contacts rewrites every
    such reference.
    """

    _name = "crm.loyalty.entry"
    _description = "Loyalty Ledger Entry"
    _log_access = False
    _rec_name = "kind"
    _order = "id desc"

    date = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, ondelete="restrict", readonly=True
    )
    account_id = KeptMany2one(
        "crm.loyalty.account",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    # The account keeps its program.
    program_id = KeptMany2one(
        "crm.loyalty.program", required=True, ondelete="restrict", readonly=True
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    points = fields.Float(digits=DIGITS, required=True, readonly=True)
    lot_id = KeptMany2one(
        "crm.loyalty.lot", ondelete="restrict", index="btree_not_null", readonly=True
    )
    grant_id = KeptMany2one(
        "crm.loyalty.grant",
        ondelete="restrict",
        readonly=True,
        string="Points of Document",
    )
    revision = fields.Integer(
        readonly=True, help="Which reconciliation of the document wrote the entry."
    )
    reason = fields.Char(readonly=True)
    source_id = fields.Many2one(related="grant_id.source_id", string="Document")
    product_id = fields.Many2one(related="grant_id.product_id")
    company_id = fields.Many2one(related="program_id.company_id")
    explanation = fields.Text(compute="_compute_explanation")

    _points_set = models.Constraint(
        "CHECK(points <> 0)", "A ledger entry must move points."
    )
    _lot_known = models.Constraint(
        "CHECK(lot_id IS NOT NULL OR kind IN ('unfunded', 'settle', 'transfer'))",
        "Points can only be earned into a lot and taken from a lot.",
    )
    # The same reconciliation cannot be written twice.
    _reconciliation_uniq = models.UniqueIndex(
        "(grant_id, revision, kind, COALESCE(lot_id, 0)) WHERE grant_id IS NOT NULL",
        "These points are in the ledger already.",
    )

    def init(self):
        # The ledger stays append-only for other programs and for mistakes of our own,
        # not only for users of the ORM.
        keep(self, is_frozen=True)

    @api.depends_context("lang")
    def _compute_explanation(self):
        for entry in self:
            # sudo: the rule and the other documents of the family, in words only
            entry.explanation = explain_entry(entry.sudo())

    # pylint: disable=method-required-super
    @api.model_create_multi
    def create(self, vals_list):
        raise self._append_only_error()

    def write(self, vals):
        raise self._append_only_error()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise self._append_only_error()

    def _append_only_error(self):
        return UserError(
            self.env._(
                "The ledger is never edited. Correct the document the points come "
                "from, or adjust the points of the account."
            )
        )
