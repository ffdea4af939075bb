from odoo import fields, models


class CrmTargetGroupTemplate(models.Model):
    """A ready rule for smart groups, by one of the models of segmentation."""

    _name = "crm.target.group.template"
    _description = "Template for Smart Groups"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    segmentation = fields.Selection(
        [
            ("demographic", "Demographic: who they are"),
            ("geographic", "Geographic: where they are"),
            ("psychographic", "Psychographic: what they value"),
            ("technographic", "Technographic: what they use"),
            ("behavioural", "Behavioural: what they do"),
            ("needs", "Needs-based: what they look for"),
            ("value", "Value-based: what they are worth"),
        ],
        required=True,
    )
    note = fields.Text(string="Explanation", translate=True)
    partner_domain = fields.Char(string="Rule for Contacts")
    lead_domain = fields.Char(string="Rule for Leads")

    def _rule_values(self):
        """The values of a smart group that starts from the template."""
        self.ensure_one()
        return {
            "group_type": "smart",
            "partner_scope": "rule" if self.partner_domain else "none",
            "partner_domain": self.partner_domain or "[]",
            "lead_scope": "rule" if self.lead_domain else "none",
            "lead_domain": self.lead_domain or "[]",
        }
