from odoo import fields, models
from odoo.tools import SQL

from .crm_target_group_member import SOURCES
from .crm_target_group_remembered import ENDINGS


def gone_columns(is_stay):
    """The columns that tell what is left of deleted people: stays have them."""
    types = {
        "ending": "varchar",
        "deleted_kind": "varchar",
        "deleted_name": "varchar",
        "deleted_company_id": "int4",
        "deleted_user_id": "int4",
    }
    pattern = "%s" if is_stay else "NULL::%s AS %s"
    return SQL(", ").join(
        SQL(
            pattern,
            *(() if is_stay else (SQL.identifier(type_),)),
            SQL.identifier(name),
        )
        for name, type_ in types.items()
    )


class CrmTargetGroupEvent(models.Model):
    """Joining and leaving as events: the log of a group, and the curve of its "
    "growth."""

    _name = "crm.target.group.event"
    _description = "Joining or Leaving a Target Group"
    _inherit = ["crm.target.group.remembered"]
    _auto = False
    _order = "date desc, id desc"

    date = fields.Datetime(readonly=True)
    event = fields.Selection([("join", "Joined"), ("leave", "Left")], readonly=True)
    user_id = fields.Many2one("res.users", string="By", readonly=True)
    reason = fields.Selection(SOURCES + ENDINGS, readonly=True)
    change = fields.Integer(
        string="Members", readonly=True, help="1 for joining, -1 for leaving."
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT id * 3::bigint AS id, group_id, partner_id, lead_id, source,
                   'join' AS event, source AS reason, 1 AS change, added_on AS date,
                   added_by_id AS user_id, %(none)s
              FROM crm_target_group_member
         UNION ALL
            SELECT id * 3::bigint + 1, group_id, partner_id, lead_id, source,
                   'join', source, 1, added_on, added_by_id, %(gone)s
              FROM crm_target_group_stay
         UNION ALL
            SELECT id * 3::bigint + 2, group_id, partner_id, lead_id, source,
                   'leave', ending, -1, removed_on, removed_by_id, %(gone)s
              FROM crm_target_group_stay
            """,
            none=gone_columns(is_stay=False),
            gone=gone_columns(is_stay=True),
        )
