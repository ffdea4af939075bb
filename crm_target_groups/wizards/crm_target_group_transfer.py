from odoo import fields, models

from ..selection import notify, selected


class CrmTargetGroupTransfer(models.TransientModel):
    """Collects the group that ticked members move to, or are copied to."""

    _name = "crm.target.group.transfer"
    _description = "Move or Copy Members"

    group_id = fields.Many2one(
        "crm.target.group", string="To", required=True, ondelete="cascade"
    )
    operation = fields.Selection(
        [
            ("move", "Move: they leave their group"),
            ("copy", "Copy: they stay there, too"),
        ],
        required=True,
        default="move",
    )

    def action_transfer(self):
        self.ensure_one()
        people = selected(self.env)
        report = self.group_id.receive_members(self.operation == "copy", **people)
        return notify(report["message"])
