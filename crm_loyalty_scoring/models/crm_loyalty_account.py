from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import ledger_store
from ..ledger import DIGITS, Change, to_points


class CrmLoyaltyAccount(models.Model):
    """The points of one contact in one program.

    Written by: `_apply`, through which all points pass (a merge of contacts moves them
    from account to account). `ledger.Wallet` decides which lots are touched,
    `ledger_store` locks the accounts and stores the result, in a number of statements
    that does not depend on how many accounts change.

    Invariants: one account per program and contact; balance = what remains of the lots;
    neither balance nor shortfall is negative, and one of them is zero. Nothing stored
    is computed from the ledger.
    """

    _name = "crm.loyalty.account"
    _description = "Loyalty Account"
    _log_access = False
    _rec_names_search = ["partner_id"]
    _order = "balance desc, id"

    program_id = fields.Many2one(
        "crm.loyalty.program",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    partner_id = fields.Many2one(
        "res.partner", string="Contact", ondelete="restrict", index=True, readonly=True
    )
    merged_into_id = fields.Many2one(
        "crm.loyalty.account",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        help="The contact was merged into another one, and the points moved there.",
    )
    company_id = fields.Many2one(related="program_id.company_id")
    currency_id = fields.Many2one(related="program_id.currency_id")
    balance = fields.Float(digits=DIGITS, required=True, readonly=True)
    shortfall = fields.Float(
        digits=DIGITS,
        required=True,
        readonly=True,
        help="Points to take back that had been used already. The next points pay it.",
    )
    tier_id = fields.Many2one(
        "crm.loyalty.tier",
        string="Level",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
    )
    value = fields.Monetary(compute="_compute_value", help="What the points are worth.")
    entry_ids = fields.One2many("crm.loyalty.entry", "account_id", string="Ledger")
    case_ids = fields.One2many("crm.loyalty.case", "account_id", string="Forms")

    _partner_uniq = models.Constraint(
        "UNIQUE(program_id, partner_id)",
        "This contact already has an account in this program.",
    )
    _partner_or_merged = models.Constraint(
        "CHECK((partner_id IS NULL) = (merged_into_id IS NOT NULL))",
        "A loyalty account needs a contact.",
    )
    _balance_positive = models.Constraint(
        "CHECK(balance >= 0)", "The points of a contact cannot be negative."
    )
    _shortfall_positive = models.Constraint(
        "CHECK(shortfall >= 0)", "The points a contact owes cannot be negative."
    )
    _balance_or_shortfall = models.Constraint(
        "CHECK(balance = 0 OR shortfall = 0)",
        "A contact cannot have points and owe points at once.",
    )

    @api.depends("partner_id.display_name", "program_id.display_name")
    def _compute_display_name(self):
        for account in self:
            contact = account.partner_id or account.merged_into_id.partner_id
            account.display_name = self.env._(
                "%(contact)s (%(program)s)",
                contact=contact.display_name,
                program=account.program_id.display_name,
            )

    @api.depends("balance", "program_id.point_value")
    def _compute_value(self):
        for account in self:
            account.value = account.balance * account.program_id.point_value

    def action_view_entries(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_loyalty_scoring.crm_loyalty_entry_action"
            ),
            "domain": [("account_id", "=", self.id)],
            "context": {},
        }

    def _adjust(self, points: float, reason: str):
        """Give points by hand, or take some (negative), never below zero."""
        self.ensure_one()
        self._apply([Change(self.id, to_points(points), reason=reason)])

    @api.model
    def _apply(self, changes: list[Change]):
        """Write changes of points to the ledger: what is given first, then what is
        taken, then debts are paid, so that changes of one account even out."""
        wallets = ledger_store.load(self.env, changes)
        for change in sorted(changes, key=lambda change: change.points < 0):
            wallet = wallets[change.account_id]
            if not change.origin and wallet.available + change.points < 0:
                raise UserError(
                    self.env._(
                        "Only %(points)s points are left. Take that many or fewer.",
                        points=wallet.available,
                    )
                )
            wallet.apply(change)
        self._save(wallets)

    @api.model
    def _save(self, wallets):
        """Store wallets, then what follows from them: levels and forms."""
        for wallet in wallets.values():
            wallet.settle()
        changed = ledger_store.save(self.env, wallets)
        if changed:
            self.env["res.partner"]._invalidate_loyalty()
            self.env["crm.loyalty.case"]._open_for(changed)

    @api.model
    def _merge_partners(self, src_partners, dst_partner):
        """Leave one account per program, with all points; the others keep their ledger
        and nothing else."""
        # sudo: who may merge contacts merges their points
        accounts = self.sudo().search(
            [("partner_id", "in", (src_partners | dst_partner).ids)]
        )
        targets = {}
        for account in accounts.sorted(lambda a: (a.partner_id != dst_partner, a.id)):
            targets.setdefault(account.program_id, account)
        wallets = ledger_store.load(
            self.env, [Change(a.id, -to_points(a.balance)) for a in accounts]
        )
        for account in accounts:
            target = targets[account.program_id]
            if account != target:
                wallets[account.id].transfer_to(
                    wallets[target.id], self.env._("Contacts were merged")
                )
                account._close_into(target)
        self.concat(*targets.values()).write({"partner_id": dst_partner.id})
        self.flush_model()
        self._save(wallets)

    def _close_into(self, target):
        """Documents and forms that still matter go to the account that remains."""
        self.write({"partner_id": False, "merged_into_id": target.id})
        for model in ("crm.loyalty.source", "crm.loyalty.grant"):
            records = self.env[model].search([("account_id", "=", self.id)])
            records.write({"account_id": target.id})
        self.case_ids._move_open_entries(target)
