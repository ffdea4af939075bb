from odoo import fields, models


class CrmTargetGroupBatch(models.Model):
    _inherit = "crm.target.group.batch"

    strangers = fields.Integer(
        readonly=True, help="Addresses that belong to no contact and no lead."
    )

    def _count_texts(self):
        return super()._count_texts() | {
            "strangers": self.env._(
                "%s addresses of nobody among contacts and leads", self.strangers
            )
        }
