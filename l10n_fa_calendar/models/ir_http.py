from odoo import api, models

from .. import writing_system


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        session_info = super().session_info()
        session_info["calendar_system"] = self.env.user._get_calendar_system()
        session_info["digits"] = self.env.user._get_digits()
        return session_info

    @api.model
    def get_frontend_session_info(self):
        """Pages of the website are cached for all their readers: the language of the
        page decides, not the reader."""
        session_info = super().get_frontend_session_info()
        writing = writing_system.of_language(self.env.lang)
        session_info["calendar_system"] = writing.calendar
        session_info["digits"] = writing.digits
        return session_info
