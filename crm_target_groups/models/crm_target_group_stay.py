from odoo import fields, models


class CrmTargetGroupStay(models.Model):
    """A stay in a group that is over: who was in, from when until when, and why.

    The stay that goes on is the member itself, so joining costs no row here. Members
    and stays together are the history; `crm.target.group.presence` and
    `crm.target.group.event` read both. Written by the statements that delete members,
    and before contacts and leads are deleted.
    """

    _name = "crm.target.group.stay"
    _description = "Past Member of a Target Group"
    _inherit = ["crm.target.group.remembered"]
    _order = "removed_on desc, id desc"
    _log_access = False

    added_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    added_on = fields.Datetime(readonly=True)
    removed_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    removed_on = fields.Datetime(readonly=True, required=True)
    batch_id = fields.Integer(readonly=True)

    _group_idx = models.Index("(group_id, removed_on)")
    _partner_idx = models.Index("(partner_id) WHERE partner_id IS NOT NULL")
    _lead_idx = models.Index("(lead_id) WHERE lead_id IS NOT NULL")
