from odoo import models

from ..fields import TargetGroups


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.target.group.identity"]

    target_group_ids = TargetGroups(
        "crm.target.group",
        "crm_target_group_member",
        "partner_id",
        "group_id",
        string="Target Groups",
        search="_search_target_group_ids",
        copy=False,
        groups="base.group_user",
        # Each user sees other groups: in one transaction the cache must not mix them.
        depends_context=("uid", "allowed_company_ids"),
    )

    def unlink(self):
        self.env["crm.target.group.member"]._remember_deleted(self)
        return super().unlink()
