from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.tools import SQL

from ..ledger_store import tier_points_sql


class CrmLoyaltyAccount(models.Model):
    _inherit = "crm.loyalty.account"

    # What an account was at any time, and what it is about to be.

    next_tier_id = fields.Many2one(
        "crm.loyalty.tier", string="Next Level", compute="_compute_next_tier"
    )
    points_to_next = fields.Float(
        digits=(16, 2), string="Points to Go", compute="_compute_next_tier"
    )
    progress = fields.Float(
        compute="_compute_next_tier",
        help="How far it is to the next level, in percent.",
    )

    @api.depends("balance", "shortfall", "spent", "expired", "tier_id")
    def _compute_next_tier(self):
        points = self._get_tier_points()
        tiers = self.program_id.with_context(active_test=True).tier_ids
        by_program = tiers.filtered("active").grouped("program_id")
        for account in self:
            now = points.get(account.id, 0)
            steps = by_program.get(account.program_id, tiers.browse())
            steps = steps.sorted("threshold")
            reached = steps.filtered(lambda tier, now=now: tier.threshold <= now)
            above = steps - reached
            account.next_tier_id = above[:1]
            account.points_to_next = above[:1].threshold - now if above else 0
            start = reached[-1:].threshold
            span = above[:1].threshold - start
            account.progress = 100 * (now - start) / span if above else 100

    def _get_next_words(self):
        return self.env._(
            "%(points)s to %(level)s",
            points=f"{self.points_to_next:g}",
            level=self.next_tier_id.name,
        )

    def _get_tier_points(self):
        """{account: points that count for levels}"""
        if not self.ids:
            return {}
        self.flush_model()
        self.env["crm.loyalty.program"].flush_model(["tier_basis"])
        rows = self.env.execute_query(
            SQL(
                "SELECT account.id, %s FROM crm_loyalty_account account"
                " WHERE account.id = ANY(%s)",
                tier_points_sql(),
                self.ids,
            )
        )
        return {account: float(points) for account, points in rows}

    def _get_end_of(self, day):
        """The moment (naive, in UTC) at which a day of the program is over."""
        zone = ZoneInfo(self.program_id.tz)
        end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
        return end.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

    def _get_state_at(self, moment):
        """Sums and level as they were at a moment, from the ledger alone."""
        self.ensure_one()
        groups = self.env["crm.loyalty.entry"]._read_group(
            [("account_id", "=", self.id), ("date", "<", moment)],
            ["kind"],
            ["points:sum"],
        )
        sums = dict(groups)
        outside = self.env["crm.loyalty.entry"]._read_group(
            [
                ("account_id", "=", self.id),
                ("date", "<", moment),
                ("lot_id", "=", False),
            ],
            [],
            ["points:sum"],
        )[0][0]
        shortfall = -(outside or 0)
        return {
            "balance": sum(sums.values()) + shortfall,
            "shortfall": shortfall,
            "spent": -sums.get("spend", 0) - sums.get("release", 0),
            "expired": -sums.get("expire", 0),
            "tier_id": self._get_tier_at(moment),
        }

    def _get_tier_at(self, moment):
        """The highest level that was reached and not left by then: the forms tell,
        whatever became of the levels since."""
        # sudo: the forms of others tell too
        cases = self.sudo().case_ids.filtered(lambda case: case.create_date < moment)
        reached = cases._filter_open().sorted("base_points")
        return reached[-1:].tier_id.sudo(self.env.su)

    def _preview_return(self, grants):
        """In words: what it would do to return all that gave these points."""
        spent = -sum(grants.filtered(lambda g: g.unit_points < 0).mapped("points"))
        earned = sum(grants.filtered(lambda g: g.unit_points > 0).mapped("points"))
        if not (earned or spent):
            return ""
        lots = self.env["crm.loyalty.lot"].search([("grant_id", "in", grants.ids)])
        taken = max(0, earned - sum(lots.mapped("expired")))
        left = self.balance + spent - taken
        words = []
        if earned:
            words.append(
                self.env._(
                    "A full credit note takes %(points)s points from %(account)s.",
                    points=f"{earned:g}",
                    account=self.display_name,
                )
            )
        if spent:
            words.append(
                self.env._(
                    "It gives back %s points that it was paid with.", f"{spent:g}"
                )
            )
        if left < 0:
            words.append(
                self.env._(
                    "%s of them were used already and will be owed.", f"{-left:g}"
                )
            )
        lost = self._find_lost_tiers(taken)
        if lost:
            words.append(
                self.env._(
                    "The contact leaves the level %s.", ", ".join(lost.mapped("name"))
                )
            )
        return " ".join(words)

    def _find_lost_tiers(self, taken):
        now = self._get_tier_points().get(self.id, 0)
        return self.program_id.tier_ids.filtered(
            lambda tier: tier.active and now - taken < tier.threshold <= now
        )
