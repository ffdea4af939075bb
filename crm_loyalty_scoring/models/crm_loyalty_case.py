from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..kept_query import KeptQuery
from ..ledger import DIGITS
from ..ledger_store import tier_points_sql

# (accounts) -> (account, level, its threshold, entry or exit, how often it was left)
CROSSINGS = KeptQuery(
    "crm_loyalty_find_crossings",
    ("int[]",),
    ("int", "int", "numeric", "text", "int"),
    SQL(
        """
        SELECT account.id, tier.id, tier.threshold,
               CASE WHEN reached THEN 'entry' ELSE 'exit' END, history.exits::int
          FROM crm_loyalty_account account
          JOIN crm_loyalty_tier tier
               ON tier.program_id = account.program_id AND tier.active
          JOIN LATERAL (
                SELECT COUNT(*) FILTER (WHERE kind = 'entry') AS entries,
                       COUNT(*) FILTER (WHERE kind = 'exit') AS exits
                  FROM crm_loyalty_case
                 WHERE account_id = account.id AND tier_id = tier.id
               ) history ON TRUE
          JOIN LATERAL (SELECT %(points)s >= tier.threshold AS reached)
               now ON TRUE
         WHERE account.id = ANY($1) AND account.merged_into_id IS NULL
           AND reached <> (history.entries > history.exits)
         ORDER BY account.id, reached DESC,
                  CASE WHEN reached THEN tier.threshold ELSE -tier.threshold END
        """,
        points=tier_points_sql(),
    ),
)
STAGES = [("new", "New"), ("in_progress", "In Progress"), ("done", "Done")]


class CrmLoyaltyCase(models.Model):
    """The form that is opened when a contact reaches a level, or falls below it.

    Written by: `_open_for` creates it, with an activity for its owner; the owner moves
    it on. Invariants: a level that an account has reached has one entry more than it
    has exits, any other as many (levels in the archive rest); `epoch` counts how often
    an account left a level, and an entry and its exit share it.

    It is the state of the points that decides, not the change of it: whoever is above a
    level without an entry gets one the next time points change.
    """

    _name = "crm.loyalty.case"
    _description = "Loyalty Form"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_names_search = ["partner_id", "tier_id"]

    kind = fields.Selection(
        [("entry", "Entry"), ("exit", "Exit")], required=True, readonly=True
    )
    account_id = fields.Many2one(
        "crm.loyalty.account",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    program_id = fields.Many2one(
        "crm.loyalty.program", required=True, ondelete="restrict", readonly=True
    )
    company_id = fields.Many2one(related="program_id.company_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    tier_id = fields.Many2one(
        "crm.loyalty.tier",
        string="Level",
        required=True,
        ondelete="restrict",
        readonly=True,
    )
    epoch = fields.Integer(string="Times Left Before", required=True, readonly=True)
    total_points = fields.Float(
        digits=DIGITS, readonly=True, help="Points of the contact at that moment."
    )
    base_points = fields.Float(
        digits=DIGITS, readonly=True, help="Where the level started at that moment."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        index=True,
        tracking=True,
        domain=[("share", "=", False)],
    )
    stage = fields.Selection(
        STAGES,
        default="new",
        required=True,
        tracking=True,
        group_expand=True,
        copy=False,
    )
    note = fields.Html(string="Follow-up")

    _occurrence_uniq = models.Constraint(
        "UNIQUE(account_id, tier_id, epoch, kind)",
        "This form exists already.",
    )

    def init(self):
        CROSSINGS.define(self.env)

    @api.depends("kind", "tier_id.name", "partner_id.name")
    def _compute_display_name(self):
        for case in self:
            case.display_name = f"{case._get_title()}: {case.partner_id.name}"

    def write(self, vals):
        facts = {"kind", "account_id", "program_id", "partner_id", "tier_id", "epoch"}
        facts |= {"total_points", "base_points", "form_model", "form_id", "form_error"}
        if not self.env.su and facts & vals.keys():
            raise UserError(
                self.env._(
                    "Only the owner, the stage and the follow-up can be changed."
                )
            )
        result = super().write(vals)
        if vals.get("stage") == "done":
            self.activity_feedback(["mail.mail_activity_data_todo"])
        return result

    @api.model
    def _open_for(self, account_ids: list[int]):
        """Open the forms that the points of these accounts call for."""
        rows = self._find_crossings(account_ids)
        if not rows:
            return
        # sudo: forms are opened for whoever changes the points
        Account = self.env["crm.loyalty.account"].sudo()
        accounts = Account.browse([account for account, *_ in rows])
        owners = {
            account: account.partner_id._get_loyalty_owner(account.program_id)
            for account in accounts
        }
        wanted = {
            (account, kind): account.program_id[f"has_{kind}_form"]
            for account in accounts
            for kind in ("entry", "exit")
        }
        cases = (
            self.sudo()  # see above
            .with_context(mail_create_nolog=True, mail_auto_subscribe_no_notify=True)
            .create(
                [
                    {
                        "kind": kind,
                        "account_id": account.id,
                        "program_id": account.program_id.id,
                        "partner_id": account.partner_id.id,
                        "tier_id": tier,
                        "epoch": epoch,
                        "total_points": account.balance,
                        "base_points": threshold,
                        "user_id": owners[account].id,
                        "stage": "new" if wanted[account, kind] else "done",
                    }
                    for account, (_, tier, threshold, kind, epoch) in zip(
                        accounts, rows, strict=True
                    )
                ]
            )
        )
        cases.filtered(lambda case: case.stage != "done")._create_forms()

    @api.model
    def _find_crossings(self, account_ids):
        """Levels reached without an entry, from the lowest up, and levels lost without
        an exit, from the highest down."""
        self.flush_model(["account_id", "tier_id", "kind"])
        return CROSSINGS.call(self.env, account_ids)

    def _schedule_follow_up(self, record=None):
        """Put the forms into the inboxes of their owners, in the owners' languages.

        :param record: what the owner works on instead of the case
        """
        for (user, *_), cases in self.grouped(
            lambda case: (case.user_id, case.kind, case.tier_id)
        ).items():
            if user:
                # No mail: the activity is the notice.
                cases = cases.with_context(
                    lang=user.lang, mail_activity_quick_update=True
                )
                (cases if record is None else record).with_context(
                    **cases.env.context
                ).activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=cases[0]._get_title(),
                    user_id=user.id,
                )

    def _move_open_entries(self, account):
        """The levels that an account had reached count as reached by another one, so
        that nobody is rewarded twice for points that only moved."""
        reached = account.case_ids._filter_open()
        for case in self._filter_open():
            if case.tier_id not in reached.tier_id:
                past = account.case_ids.filtered(
                    lambda other, case=case: (
                        other.tier_id == case.tier_id and other.kind == "exit"
                    )
                )
                case.write({"account_id": account.id, "epoch": len(past)})

    def _filter_open(self):
        """Entries that no exit followed."""
        closed = {(c.tier_id, c.epoch) for c in self if c.kind == "exit"}
        return self.filtered(
            lambda c: c.kind == "entry" and (c.tier_id, c.epoch) not in closed
        )

    def _get_title(self):
        self.ensure_one()
        if self.kind == "entry":
            return self.env._("Reached level %s", self.tier_id.name)
        return self.env._("Left level %s", self.tier_id.name)
