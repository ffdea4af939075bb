from odoo import fields, models


class CrmComplaintStage(models.Model):
    """How far the answer to a complaint is."""

    _name = "crm.complaint.stage"
    _description = "Stage of Complaints"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    is_closed = fields.Boolean(
        "Settled", help="Complaints in this stage are settled: nobody waits any more."
    )
    fold = fields.Boolean("Folded in Kanban")
