from odoo import api, fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    import_id = fields.Many2one(
        "crm.lead.import",
        string="Imported With",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
    )
    import_external_id = fields.Char(
        "External ID of the Import",
        index="btree_not_null",
        readonly=True,
        copy=False,
        help="What the imported workbook calls this lead. A row with the same external"
        " ID is not imported again.",
    )

    @api.model
    def get_import_templates(self):
        """The button of Odoo's own import, too, offers a template of this database."""
        return [
            {
                "label": self.env._("Import Template for Leads & Opportunities"),
                "template": "/crm_lead_tools/template.xlsx?odoo=1",
            }
        ]
