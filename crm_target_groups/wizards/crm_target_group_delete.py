from odoo import api, fields, models

from ..selection import notify


class CrmTargetGroupDelete(models.TransientModel):
    """Says what goes and what stays before groups are deleted with their subgroups."""

    _name = "crm.target.group.delete"
    _description = "Delete Target Groups"

    group_ids = fields.Many2many(
        "crm.target.group",
        string="Target Groups",
        default=lambda self: self.env.context.get("active_ids"),
        context={"active_test": False},
        readonly=True,
    )
    subgroup_count = fields.Integer(compute="_compute_counts")
    member_count = fields.Integer(compute="_compute_counts")

    @api.depends("group_ids")
    def _compute_counts(self):
        for wizard in self:
            groups = wizard.group_ids._origin
            subtree = groups._visible_subtree()
            wizard.subgroup_count = len(subtree - groups)
            wizard.member_count = subtree._count_people()

    def action_delete(self):
        self.ensure_one()
        self.group_ids._unlink_with_subgroups()
        message = self.env._("The groups are deleted; their contacts and leads stay.")
        if self.env.context.get("in_window"):  # the window goes on with its tree
            return notify(message)
        return notify(
            message,
            self.env["ir.actions.act_window"]._for_xml_id(
                "crm_target_groups.crm_target_group_action"
            )
            | {"target": "main"},
        )
