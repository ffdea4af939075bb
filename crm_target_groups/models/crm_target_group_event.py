from odoo import fields, models
from odoo.tools import SQL

from .crm_target_group_member import SOURCES


class CrmTargetGroupEvent(models.Model):
    """Joining and leaving as events: the log of a group, and the curve of its "
    "growth."""

    _name = "crm.target.group.event"
    _description = "Joining or Leaving a Target Group"
    _inherit = ["crm.target.group.person"]
    _auto = False
    _order = "date desc, id desc"

    date = fields.Datetime(readonly=True)
    event = fields.Selection([("join", "Joined"), ("leave", "Left")], readonly=True)
    user_id = fields.Many2one("res.users", string="By", readonly=True)
    source = fields.Selection(SOURCES, readonly=True)
    change = fields.Integer(
        string="Members", readonly=True, help="1 for joining, -1 for leaving."
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT id * 3::bigint AS id, group_id, partner_id, lead_id, source,
                   'join' AS event, 1 AS change, added_on AS date,
                   added_by_id AS user_id
              FROM crm_target_group_member
         UNION ALL
            SELECT id * 3::bigint + 1, group_id, partner_id, lead_id, source,
                   'join', 1, added_on, added_by_id
              FROM crm_target_group_stay
         UNION ALL
            SELECT id * 3::bigint + 2, group_id, partner_id, lead_id, source,
                   'leave', -1, removed_on, removed_by_id
              FROM crm_target_group_stay
            """
        )
