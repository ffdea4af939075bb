from odoo import fields, models

from .. import statements
from ..selection import notify


class CrmTargetGroupExclusion(models.Model):
    """One contact or lead that must not come into a group again ("left out").

    Whoever is taken out of a smart group is left out of it, so that its rule does not
    bring him back. Kept apart from the members: there, a row means "is a member".
    """

    _name = "crm.target.group.exclusion"
    _description = "Person Left Out of a Target Group"
    _inherit = ["crm.target.group.person"]
    _order = "id desc"
    _log_access = False

    active = fields.Boolean(compute="_compute_active", search="_search_active")
    added_by_id = fields.Many2one(
        "res.users", string="Left Out By", readonly=True, ondelete="set null"
    )
    added_on = fields.Datetime(string="Left Out On", readonly=True)
    batch_id = fields.Integer(readonly=True)

    _one_identity = models.Constraint(
        "CHECK (num_nonnulls(partner_id, lead_id) = 1)",
        "Either a contact or a lead is left out.",
    )
    _partner_uniq = models.UniqueIndex(
        "(group_id, partner_id) WHERE partner_id IS NOT NULL",
        "This contact is already left out of the group.",
    )
    _lead_uniq = models.UniqueIndex(
        "(group_id, lead_id) WHERE lead_id IS NOT NULL",
        "This lead is already left out of the group.",
    )
    _partner_idx = models.Index("(partner_id) WHERE partner_id IS NOT NULL")
    _lead_idx = models.Index("(lead_id) WHERE lead_id IS NOT NULL")

    def action_let_in(self):
        """These people may come in again, by hand or by the rule."""
        self.group_id.check_access("write")
        # Statement instead of `unlink`: the right to it is that to write on the group.
        query = self._search([("id", "in", self.ids)])
        self.env.execute_query(statements.let_in(query))
        self.env["crm.target.group.member"]._invalidate()
        return notify(
            self.env._(
                "They may come into the group again: %(count)s.", count=len(self)
            )
        )
