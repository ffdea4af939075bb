from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..ledger_store import tier_sql


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
    user_id = fields.Many2one(
        "res.users",
        string="Fallback Owner",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        help="Follows up the forms of contacts that have no salesperson.",
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
        return super().write(vals)

    def action_view_rules(self):
        return self._action_view("crm_loyalty_rule_action")

    def action_view_tiers(self):
        return self._action_view("crm_loyalty_tier_action")

    def action_view_accounts(self):
        return self._action_view("crm_loyalty_account_action")

    def _refresh_account_tiers(self):
        """Show changed levels on the accounts at once; forms are not opened here."""
        self.env["crm.loyalty.tier"].flush_model(["program_id", "threshold", "active"])
        # Raw SQL: one statement for all accounts of the programs.
        self.env.execute_query(
            SQL(
                """
                UPDATE crm_loyalty_account account SET tier_id = %(tier)s
                 WHERE account.program_id = ANY(%(programs)s)
                   AND account.tier_id IS DISTINCT FROM %(tier)s
                """,
                tier=tier_sql(SQL("account.balance")),
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
