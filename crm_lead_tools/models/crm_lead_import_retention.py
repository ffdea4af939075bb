from datetime import timedelta

from odoo import api, fields, models

from .crm_lead_import_work import FALL_BACK

RETENTION_DAYS = 180
BATCH = 20


class CrmLeadImport(models.Model):
    """Files and rows hold personal data: they are kept as long as undo may be wanted,
    and no longer. What became of the import stays in its chatter."""

    _inherit = "crm.lead.import"

    @api.autovacuum
    def _gc_rows(self):
        old = self.search(
            [
                ("create_date", "<", fields.Datetime.now() - timedelta(RETENTION_DAYS)),
                ("state", "not in", list(FALL_BACK)),
                "|",
                ("row_ids", "!=", False),
                ("name", "!=", False),
            ],
            limit=BATCH,
        )
        for lead_import in old:
            lead_import._forget_rows()
        old.write({"file": False, "name": False})
        return len(old), int(len(old) == BATCH)
