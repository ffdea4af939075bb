from ast import literal_eval
from bisect import bisect
from collections import defaultdict

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .. import trial
from ..ledger import DIGITS
from ..models.crm_loyalty_rule import ACTIVITIES

SHOWN = 500  # contacts, those with the most points first


class CrmLoyaltyTrial(models.TransientModel):
    """Tries a rule on the documents of the past, before it is activated: who would get
    how many points, and who would enter or leave which level, if it had counted in the
    place of the rule that did. Nothing is given."""

    _name = "crm.loyalty.trial"
    _description = "Trial of a Loyalty Rule"

    program_id = fields.Many2one("crm.loyalty.program", required=True)
    activity = fields.Selection(
        [activity for activity in ACTIVITIES if activity[0] != "redeem"],
        required=True,
        default="purchase",
    )
    product_id = fields.Many2one("product.product")
    item_type_id = fields.Many2one("crm.loyalty.item.type")
    is_financial = fields.Boolean(related="item_type_id.is_financial")
    points = fields.Float(digits=DIGITS, required=True, default=1)
    currency_id = fields.Many2one(related="program_id.currency_id")
    amount_step = fields.Monetary(string="For Every")
    date_from = fields.Date(
        required=True,
        default=lambda self: fields.Date.subtract(
            fields.Date.context_today(self), years=1
        ),
    )
    date_to = fields.Date(
        required=True, default=lambda self: fields.Date.context_today(self)
    )
    is_done = fields.Boolean()
    contact_count = fields.Integer(string="Contacts", readonly=True)
    total_points = fields.Float(digits=DIGITS, readonly=True)
    total_value = fields.Monetary(readonly=True)
    total_change = fields.Float(
        string="Change",
        digits=DIGITS,
        readonly=True,
        help="How many points more there would be, or fewer.",
    )
    reached_count = fields.Integer(string="Enter a Level", readonly=True)
    left_count = fields.Integer(string="Leave a Level", readonly=True)
    line_ids = fields.One2many("crm.loyalty.trial.line", "trial_id", readonly=True)

    def action_try(self):
        self.ensure_one()
        self.program_id.check_access("read")
        # sudo: a trial reckons over all documents of the company
        lines = self._compare(*self.sudo()._reckon())
        total = sum(line["points"] for line in lines)
        levels = [line.pop("rise") for line in lines]
        self.write(
            {
                "is_done": True,
                "contact_count": len(lines),
                "total_points": total,
                "total_value": total * self.program_id.point_value,
                "total_change": sum(line["change"] for line in lines),
                "reached_count": sum(rise > 0 for rise in levels),
                "left_count": sum(rise < 0 for rise in levels),
                "line_ids": [
                    Command.clear(),
                    *(Command.create(line) for line in lines[:SHOWN]),
                ],
            }
        )
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_loyalty_scoring.crm_loyalty_trial_action"
            ),
            "res_id": self.id,
        }

    def _reckon(self):
        """What the rule gives, and what its documents gave so far: {contact that holds
        the points: points} of members of the program only, twice."""
        program, documents = self.program_id, self._get_documents()
        totals = trial.totals(
            self.env,
            documents,
            self.points,
            self.amount_step if self.is_financial else 0,
            program.precision,
            program.rounding,
        )
        is_item = self.activity == "item"
        given = trial.given(
            self.env,
            documents,
            self.item_type_id.model if is_item else "account.move",
            program,
            self.product_id.browse() if is_item else self.product_id,
            self.item_type_id if is_item else self.item_type_id.browse(),
        )
        holders = self.env["res.partner"].browse(totals)._get_loyalty_holders()
        points = defaultdict(float)
        for partner, amount in totals.items():
            points[holders[partner]] += amount
        members = self.env["res.partner"].search(
            [
                ("id", "in", [*points, *given]),
                ("loyalty_profile_type_ids", "=", program.profile_type_id.id),
            ]
        )
        return (
            {member: points.get(member, 0) for member in members.ids},
            {member: given.get(member, 0) for member in members.ids},
        )

    def _get_documents(self):
        period = self.program_id.company_id, self.date_from, self.date_to
        if self.activity == "purchase":
            if not self.product_id:
                raise UserError(self.env._("Choose the product of the rule."))
            return trial.purchases(self.product_id, *period)
        if not self.item_type_id:
            raise UserError(self.env._("Choose the type of the items."))
        if self.is_financial and self.amount_step <= 0:
            raise UserError(
                self.env._("Say for every how much of the amount the points are given.")
            )
        if self.item_type_id.model == "account.move":
            return trial.amounts(self.item_type_id.amount_field, *period)
        return trial.items(self._read_items())

    def _read_items(self):
        item_type = self.item_type_id
        domain = Domain(literal_eval(item_type.domain))
        if item_type.is_financial:
            domain &= Domain(literal_eval(item_type.confirmed_domain))
        domain &= Domain("create_date", ">=", self.date_from)
        domain &= Domain("create_date", "<", fields.Date.add(self.date_to, days=1))
        rows = []
        for record in self.env[item_type.model].search(domain):
            (_id, _name, company, holder), units = item_type._read(record)
            if company == self.program_id.company_id.id and holder:
                rows.append((record.id, holder, units))
        return rows

    @api.model
    def _compare(self, points, given):
        """Values of a line per contact, and by how many levels it rises: first those
        whose level changes, then those with the most points."""
        accounts = self.env["crm.loyalty.account"].search(
            [
                ("program_id", "=", self.program_id.id),
                ("partner_id", "in", list(points)),
            ]
        )
        before = accounts._get_tier_points()
        by_partner = {account.partner_id.id: account for account in accounts}
        tiers = self.program_id.tier_ids.filtered("active").sorted("threshold")
        thresholds = tiers.mapped("threshold")
        lines = []
        for partner, amount in points.items():
            account = by_partner.get(partner, accounts.browse())
            now, change = before.get(account.id, 0), amount - given[partner]
            # float noise must not hide that a threshold is reached
            old, new = (
                bisect(thresholds, round(number, DIGITS[1]))
                for number in (now, now + change)
            )
            lines.append(
                {
                    "partner_id": partner,
                    "balance": account.balance,
                    "points": amount,
                    "given": given[partner],
                    "change": change,
                    "value": amount * self.program_id.point_value,
                    "tier_id": tiers[old - 1].id if old else False,
                    "tier_after_id": tiers[new - 1].id if new else False,
                    "rise": new - old,
                }
            )
        return sorted(lines, key=lambda line: (not line["rise"], -line["points"]))


class CrmLoyaltyTrialLine(models.TransientModel):
    """What a rule would have given to one contact."""

    _name = "crm.loyalty.trial.line"
    _description = "Trial of a Loyalty Rule: Contact"

    trial_id = fields.Many2one(
        "crm.loyalty.trial", required=True, ondelete="cascade", index=True
    )
    partner_id = fields.Many2one("res.partner", string="Contact", readonly=True)
    balance = fields.Float(digits=DIGITS, readonly=True)
    points = fields.Float(string="By the Rule", digits=DIGITS, readonly=True)
    given = fields.Float(
        string="So Far",
        digits=DIGITS,
        readonly=True,
        help="What the same documents have given for this product or item.",
    )
    change = fields.Float(digits=DIGITS, readonly=True)
    currency_id = fields.Many2one(related="trial_id.currency_id")
    value = fields.Monetary(readonly=True)
    tier_id = fields.Many2one("crm.loyalty.tier", string="Level Now", readonly=True)
    tier_after_id = fields.Many2one(
        "crm.loyalty.tier", string="Level Then", readonly=True
    )
