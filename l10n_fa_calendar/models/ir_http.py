from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        session_info = super().session_info()
        session_info["calendar_system"] = self.env.user._get_calendar_system()
        return session_info
