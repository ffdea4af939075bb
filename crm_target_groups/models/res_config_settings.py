from odoo import fields, models

from .. import history_statements
from .crm_target_group_member import FORGETS_NAMES


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_target_public_editor = fields.Boolean(
        string="Shared Public Groups",
        group="sales_team.group_sale_salesman",
        implied_group="crm_target_groups.group_target_public_editor",
    )
    target_group_forgets_names = fields.Boolean(
        string="Forget Deleted People", config_parameter=FORGETS_NAMES
    )

    def set_values(self):
        result = super().set_values()
        if self.target_group_forgets_names:
            # Statement: all groups, also those that nobody present may see.
            self.env.execute_query(history_statements.forget_names())
            self.env["crm.target.group.member"]._invalidate()
        return result
