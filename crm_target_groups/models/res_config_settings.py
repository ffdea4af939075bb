from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_target_public_editor = fields.Boolean(
        string="Shared Public Groups",
        group="sales_team.group_sale_salesman",
        implied_group="crm_target_groups.group_target_public_editor",
    )
