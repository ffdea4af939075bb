from odoo import fields, models


class CrmComplaintCategory(models.Model):
    """What kind of pain point a complaint is about."""

    _name = "crm.complaint.category"
    _description = "Category of Complaints"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'))", "There is a category of this name already."
    )
