from odoo import fields, models
from odoo.exceptions import UserError

from ..selection import count_selected, notify


class CrmTargetGroupAdd(models.TransientModel):
    """Collects the group that the contacts or leads ticked in a list are added to."""

    _name = "crm.target.group.add"
    _description = "Add to Target Group"

    selected_count = fields.Integer(
        string="Selected",
        default=lambda self: count_selected(self.env),
        readonly=True,
    )
    target = fields.Selection(
        [("existing", "An existing group"), ("new", "A new group")],
        string="Add to",
        required=True,
        default="existing",
    )
    group_id = fields.Many2one("crm.target.group", string="Target Group")
    name = fields.Char(string="Group Name")
    parent_id = fields.Many2one("crm.target.group", string="Parent Group")
    is_private = fields.Boolean(
        string="Private", help="Only you and the managers of target groups see it."
    )

    def action_add(self):
        self.ensure_one()
        return notify(self._target_group()._add_selection()._message())

    def _target_group(self):
        if self.target == "existing" and self.group_id:
            return self.group_id
        if self.target == "new" and self.name:
            return self.env["crm.target.group"].create(
                {
                    "name": self.name,
                    "parent_id": self.parent_id.id,
                    "is_private": self.is_private,
                }
            )
        raise UserError(self.env._("Choose a group, or give the new one a name."))
