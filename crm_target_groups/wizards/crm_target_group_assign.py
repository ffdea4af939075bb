from odoo import fields, models

from ..selection import notify, selected


class CrmTargetGroupAssign(models.TransientModel):
    """Collects who is to be responsible for ticked members, or for all of a group."""

    _name = "crm.target.group.assign"
    _description = "Distribute People among Salespeople"

    group_id = fields.Many2one(
        "crm.target.group", string="Target Group", readonly=True, ondelete="cascade"
    )
    user_ids = fields.Many2many(
        "res.users",
        string="Salespeople",
        required=True,
        domain=[("share", "=", False)],
        help="With several, each gets as many people as the others, in turn.",
    )

    def action_assign(self):
        self.ensure_one()
        if self.group_id:
            domain = [("group_id", "child_of", self.group_id.id)]
        else:
            people = selected(self.env)
            domain = people.get("domain", [("id", "in", people.get("record_ids"))])
        batch = self.env["crm.target.group.member"]._assign(domain, self.user_ids)
        return notify(batch._message())
