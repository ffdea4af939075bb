from odoo import models

from ..fields import TargetGroups


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.target.group.identity"]

    target_group_ids = TargetGroups(
        "crm.target.group",
        "crm_target_group_member",
        "lead_id",
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

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self.env["crm.target.group.member"]._merge_identities(opportunities, self)
        return result

    def _handle_partner_assignment(
        self, force_partner_id=False, create_missing=True, with_parent=None
    ):
        result = super()._handle_partner_assignment(
            force_partner_id, create_missing, with_parent
        )
        self.env["crm.target.group.member"]._copy_to_customers(self)
        return result
