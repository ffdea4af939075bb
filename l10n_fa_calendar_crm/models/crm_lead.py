from odoo import models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _notify_by_email_prepare_rendering_context(self, *args, **kwargs):
        """FC-16: the deadline in the reader's calendar; Odoo has strftime."""
        values = super()._notify_by_email_prepare_rendering_context(*args, **kwargs)
        if self.date_deadline:
            languages = self.env["res.lang"]
            values["subtitles"] = [
                languages._rewrite_date(text, self.date_deadline)
                for text in values["subtitles"]
            ]
        return values
