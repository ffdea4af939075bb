from odoo import fields, models
from odoo.tools import SQL

from .crm_target_group_event import gone_columns


class CrmTargetGroupPresence(models.Model):
    """All stays in groups, those that are over and those that go on: the time machine.

    Who was in a group at a moment: joined before it, and not yet gone then.
    """

    _name = "crm.target.group.presence"
    _description = "Stay in a Target Group"
    _inherit = ["crm.target.group.remembered"]
    _auto = False
    _order = "added_on desc, id desc"

    added_by_id = fields.Many2one("res.users", readonly=True)
    added_on = fields.Datetime(string="Joined On", readonly=True)
    removed_by_id = fields.Many2one("res.users", readonly=True)
    removed_on = fields.Datetime(string="Left On", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT id * 2 AS id, group_id, partner_id, lead_id, source, added_by_id,
                   added_on, NULL::int AS removed_by_id, NULL::timestamp AS removed_on,
                   %s
              FROM crm_target_group_member
         UNION ALL
            SELECT id * 2 + 1, group_id, partner_id, lead_id, source, added_by_id,
                   added_on, removed_by_id, removed_on, %s
              FROM crm_target_group_stay
            """,
            gone_columns(is_stay=False),
            gone_columns(is_stay=True),
        )
