from odoo import fields, models


class CrmTargetGroupMoment(models.TransientModel):
    """Collects a past moment; opens the list of who was in a group then."""

    _name = "crm.target.group.moment"
    _description = "Target Group as of a Date"

    group_id = fields.Many2one(
        "crm.target.group", string="Target Group", required=True, ondelete="cascade"
    )
    moment = fields.Datetime(string="As of", required=True, default=fields.Datetime.now)

    def action_open(self):
        self.ensure_one()
        return self.group_id._action_as_of(self.moment)
