from odoo import fields, models

from odoo.addons.crm_target_groups.selection import shown


class CrmTargetGroupBatch(models.Model):
    _inherit = "crm.target.group.batch"

    strangers = fields.Integer(
        readonly=True, help="Addresses that belong to no contact and no lead."
    )

    def _count_texts(self):
        return super()._count_texts() | {
            "strangers": self.env._(
                "%s addresses of nobody among contacts and leads",
                shown(self.env, self.strangers),
            )
        }
