from odoo import fields, models


class CrmDedupePair(models.Model):
    """Two records that a run has found, until it makes groups of them.

    Written and read with statements only: a full run finds hundreds of thousands.
    """

    _name = "crm.dedupe.pair"
    _description = "Pair of Similar Records"
    _log_access = False

    run_id = fields.Many2one(
        "crm.dedupe.run", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Char(required=True)
    first_id = fields.Integer(required=True)
    second_id = fields.Integer(required=True)
