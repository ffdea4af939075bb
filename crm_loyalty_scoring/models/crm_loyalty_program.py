from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.base.models.res_partner import _tz_get

from ..expiry import CALENDARS, EXPIRIES
from ..ledger import DIGITS
from ..ledger_store import tier_sql

TIER_BASES = [
    ("balance", "Balance"),
    ("earned", "Earned, Spent Ones Included"),
    ("lifetime", "Ever Earned"),
]
ROUNDINGS = [("nearest", "Nearest"), ("down", "Down"), ("up", "Up")]


class CrmLoyaltyProgram(models.Model):
    """How one profile type collects points in one company.

    Written by: managers; the programs of a company are created with the company.
    Invariants: one program per company and profile type, and neither of them changes,
    because accounts and points belong to the program.
    """

    _name = "crm.loyalty.program"
    _description = "Loyalty Program"
    _rec_name = "profile_type_id"
    _order = "company_id, profile_type_id"

    profile_type_id = fields.Many2one(
        "crm.loyalty.profile.type", required=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    active = fields.Boolean(
        default=True,
        help="An archived program gives no points to new invoices; what it gave before "
        "stays, and returns still take it back.",
    )
    point_value = fields.Monetary(
        string="Value of a Point", help="What one point is worth in money."
    )
    expiry = fields.Selection(
        EXPIRIES,
        string="Points Expire",
        required=True,
        default="never",
        help="Points can be used until the end of the month, season or year in which "
        "they are earned, or for a number of days. A change concerns new points only.",
    )
    expiry_days = fields.Integer(string="Days until Expiry")
    calendar = fields.Selection(
        CALENDARS,
        string="Calendar Type",
        required=True,
        default="jalali",
        help="Decides where a month, a season or a year ends.",
    )
    tz = fields.Selection(
        _tz_get,
        string="Time Zone",
        required=True,
        default="Asia/Tehran",
        help="Decides when a day begins.",
    )
    precision = fields.Integer(
        string="Decimals of Points",
        required=True,
        default=2,
        help="Points of a document are rounded once, to that many decimals. A change "
        "concerns new documents only.",
    )
    rounding = fields.Selection(ROUNDINGS, required=True, default="nearest")
    tier_basis = fields.Selection(
        TIER_BASES,
        string="Levels Count",
        required=True,
        default="balance",
        help="Balance: a contact may fall below a level by using points. Earned: only "
        "by returns and expiry. Ever earned: only by returns.",
    )
    min_remaining = fields.Float(
        string="Points That Must Remain",
        digits=DIGITS,
        required=True,
        default=0,
        help="Points can be spent as long as that many remain.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Fallback Owner",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        help="Follows up the forms of contacts that have no salesperson.",
    )
    has_entry_form = fields.Boolean(
        string="Entry Form",
        default=True,
        help="When a contact reaches a level, a form lands in the inbox of its owner.",
    )
    has_exit_form = fields.Boolean(
        string="Exit Form",
        default=True,
        help="When a contact falls below a level, a form lands in the inbox of its "
        "owner.",
    )
    form_ids = fields.One2many(
        "crm.loyalty.form",
        "program_id",
        string="Form Types",
        context={"active_test": False},
    )
    rule_ids = fields.One2many(
        "crm.loyalty.rule",
        "program_id",
        string="Rules",
        context={"active_test": False},
    )
    tier_ids = fields.One2many(
        "crm.loyalty.tier",
        "program_id",
        string="Levels",
        context={"active_test": False},
    )
    account_ids = fields.One2many(
        "crm.loyalty.account", "program_id", string="Accounts"
    )
    rule_count = fields.Integer(string="Number of Rules", compute="_compute_counts")
    tier_count = fields.Integer(string="Number of Levels", compute="_compute_counts")
    account_count = fields.Integer(
        string="Number of Accounts", compute="_compute_counts"
    )

    _profile_type_uniq = models.Constraint(
        "UNIQUE(company_id, profile_type_id)",
        "This company already has a program for this profile type.",
    )
    _point_value_positive = models.Constraint(
        "CHECK(point_value >= 0)", "The value of a point cannot be negative."
    )

    _expiry_days_set = models.Constraint(
        "CHECK(expiry <> 'days' OR expiry_days BETWEEN 1 AND 36500)",
        "Say for how many days points can be used, from 1 to 36500.",
    )
    _precision_range = models.Constraint(
        "CHECK(precision BETWEEN 0 AND 2)", "Points have at most two decimals."
    )
    _min_remaining_positive = models.Constraint(
        "CHECK(min_remaining >= 0)", "The points that must remain cannot be negative."
    )

    @api.depends("rule_ids", "tier_ids", "account_ids")
    def _compute_counts(self):
        for name in ("rule", "tier", "account"):
            groups = self.env[f"crm.loyalty.{name}"]._read_group(
                [("program_id", "in", self.ids)], ["program_id"], ["__count"]
            )
            counts = {program.id: count for program, count in groups}
            for program in self:
                program[f"{name}_count"] = counts.get(program.id, 0)

    def write(self, vals):
        for name in ("company_id", "profile_type_id"):
            if name in vals and any(p[name].id != vals[name] for p in self):
                raise UserError(
                    self.env._(
                        "The company and the profile type of a program cannot be "
                        "changed: accounts depend on them. Archive the program and "
                        "use another one."
                    )
                )
        result = super().write(vals)
        if "tier_basis" in vals:
            self._refresh_account_tiers()
        return result

    @api.onchange("expiry")
    def _onchange_expiry(self):
        if self.expiry != "days":
            self.expiry_days = 0

    def action_view_rules(self):
        return self._action_view("crm_loyalty_rule_action")

    def action_view_tiers(self):
        return self._action_view("crm_loyalty_tier_action")

    def action_view_accounts(self):
        return self._action_view("crm_loyalty_account_action")

    def _refresh_account_tiers(self):
        """Show changed levels on the accounts at once; forms are not opened here."""
        self.env["crm.loyalty.tier"].flush_model(["program_id", "threshold", "active"])
        self.flush_model(["tier_basis"])
        # Raw SQL: one statement for all accounts of the programs.
        self.env.execute_query(
            SQL(
                """
                UPDATE crm_loyalty_account account SET tier_id = %(tier)s
                 WHERE account.program_id = ANY(%(programs)s)
                   AND account.tier_id IS DISTINCT FROM %(tier)s
                """,
                tier=tier_sql(),
                programs=self.ids,
            )
        )
        self.env["crm.loyalty.account"].invalidate_model(["tier_id"])
        self.env["res.partner"]._invalidate_loyalty()

    def _action_view(self, action):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                f"crm_loyalty_scoring.{action}"
            ),
            "domain": [("program_id", "=", self.id)],
            "context": {"default_program_id": self.id},
        }
