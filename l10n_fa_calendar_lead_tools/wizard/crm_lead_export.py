from odoo import models

from odoo.addons.l10n_fa_calendar.controllers.export import DATE_FORMAT


class CrmLeadExport(models.TransientModel):
    _inherit = "crm.lead.export"

    def _get_date_format(self):
        """Dates stay dates; the workbook shows them in the calendar of the user."""
        if self.env.user._get_calendar_system() == "jalali":
            return DATE_FORMAT
        return super()._get_date_format()
