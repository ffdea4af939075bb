from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import expiry_store, ledger_store
from ..kept_rows import keep
from ..ledger import DIGITS, ZERO, Change, to_points
from .crm_loyalty_rule import MOST_POINTS

EXPIRY_BATCH = 1000  # accounts per transaction


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
    held = fields.Float(
        digits=DIGITS,
        required=True,
        readonly=True,
        default=0,
        help="Points that invoices in draft are going to be paid with.",
    )
    spent = fields.Float(digits=DIGITS, required=True, readonly=True, default=0)
    expired = fields.Float(digits=DIGITS, required=True, readonly=True, default=0)
    earned = fields.Float(
        digits=DIGITS,
        compute="_compute_earned",
        help="All points ever given, less those taken back.",
    )
    usable = fields.Float(
        digits=DIGITS,
        compute="_compute_usable",
        help="What can be spent: the balance less what drafts hold and what the "
        "program wants to remain.",
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
    _held_positive = models.Constraint(
        "CHECK(held >= 0)", "The points that drafts hold cannot be negative."
    )
    _shortfall_positive = models.Constraint(
        "CHECK(shortfall >= 0)", "The points a contact owes cannot be negative."
    )
    _balance_or_shortfall = models.Constraint(
        "CHECK(balance = 0 OR shortfall = 0)",
        "A contact cannot have points and owe points at once.",
    )

    def init(self):
        keep(self)

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

    @api.depends("balance", "shortfall", "spent", "expired")
    def _compute_earned(self):
        for account in self:
            account.earned = (
                account.balance + account.spent + account.expired - account.shortfall
            )

    @api.depends("balance", "held", "program_id.min_remaining")
    def _compute_usable(self):
        for account in self:
            remaining = account.held + account.program_id.min_remaining
            account.usable = max(0, account.balance - remaining)

    def action_view_entries(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_loyalty_scoring.crm_loyalty_entry_action"
            ),
            "domain": [("account_id", "=", self.id)],
            "context": {},
        }

    def _check_points(self, points: float):
        """Refuse what a person typed and the ledger cannot hold."""
        precision = self.program_id.precision
        if not 0 < points <= MOST_POINTS:
            raise UserError(
                self.env._(
                    "Type a number of points above 0 and up to %(most)s.",
                    most=f"{MOST_POINTS:,}",
                )
            )
        if abs(round(points, precision) - points) > 1e-9:
            raise UserError(
                self.env._(
                    "Points of this program have at most %(precision)s decimals.",
                    precision=precision,
                )
            )

    def _adjust(self, points: float, reason: str, is_spending=False):
        """Give points by hand, or take some (negative), never below zero."""
        self.ensure_one()
        change = Change(self.id, to_points(points), None, reason, is_spending)
        self._apply([change])

    @api.model
    def _apply(self, changes: list[Change]):
        """Write changes of points to the ledger, then do what follows from them."""
        self._follow_changes(self._store(changes))

    @api.model
    def _store(self, changes: list[Change]):
        """Write changes of points to the ledger: what is given first, then what is
        taken, then debts are paid, so that changes of one account even out.

        :return: the accounts that changed
        """
        wallets = ledger_store.load(self.env, changes)
        for change in sorted(changes, key=lambda change: change.points < 0):
            wallet = wallets[change.account_id]
            usable = wallet.get_usable(change)
            wanted = max(-change.points, ZERO) + change.held
            is_free = change.is_spending or change.held or not change.origin
            if is_free and wanted > usable:
                raise UserError(
                    self.env._(
                        "Only %(points)s points are left. Take that many or fewer.",
                        points=usable,
                    )
                )
            wallet.apply(change)
        return self._save(wallets)

    @api.model
    def _save(self, wallets):
        for wallet in wallets.values():
            wallet.settle()
        return ledger_store.save(self.env, wallets)

    @api.model
    def _cron_expire(self):
        """Let due points go, batch after batch. An account that is in use has them
        taken by whoever uses it, or the next time."""
        while changed := expiry_store.sweep(self.env, EXPIRY_BATCH):
            self._follow_changes(changed)
            if not self.env["ir.cron"]._commit_progress(len(changed)):
                break

    @api.model
    def _follow_changes(self, account_ids):
        """Levels and forms follow the points of these accounts."""
        if not account_ids:
            return
        self.env["res.partner"]._invalidate_loyalty()
        self.env["crm.loyalty.case"]._open_for(account_ids)

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
        accounts.browse().union(*targets.values()).write({"partner_id": dst_partner.id})
        self.flush_model()
        self._follow_changes(self._save(wallets))

    def _close_into(self, target):
        """Documents and forms that still matter go to the account that remains."""
        target.write(
            {
                "spent": target.spent + self.spent,
                "expired": target.expired + self.expired,
            }
        )
        self.write(
            {
                "partner_id": False,
                "merged_into_id": target.id,
                "spent": 0,
                "expired": 0,
            }
        )
        earlier = self.search([("merged_into_id", "=", self.id)])
        earlier.write({"merged_into_id": target.id})
        for model in ("crm.loyalty.source", "crm.loyalty.grant"):
            records = self.env[model].search([("account_id", "=", self.id)])
            records.write({"account_id": target.id})
        holds = self.env["crm.loyalty.hold"].search([("account_id", "=", self.id)])
        holds.write({"account_id": target.id})
        self.case_ids._move_open_entries(target)
