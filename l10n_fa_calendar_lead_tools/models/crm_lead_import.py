from odoo import api, models

from odoo.addons.l10n_fa_calendar import typed_dates


class CrmLeadImport(models.Model):
    _inherit = "crm.lead.import"

    @api.model
    def _read_jalali_date(self, text):
        try:
            return typed_dates.read(text).day
        except (AttributeError, ValueError):
            # No date, or a day that no Jalali year has.
            return super()._read_jalali_date(text)
