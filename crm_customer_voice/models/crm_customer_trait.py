from odoo import fields, models


class CrmCustomerTrait(models.Model):
    """Something that is special about people, to be ticked on a contact.

    The kinds are those that psychographic segmentation knows.
    """

    _name = "crm.customer.trait"
    _description = "Trait of Customers"
    _order = "kind, name, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("personality", "Personality"),
            ("attitude", "Attitude"),
            ("value", "Values"),
            ("interest", "Interests"),
            ("lifestyle", "Lifestyle"),
        ],
        required=True,
        default="personality",
    )
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "((name->>'en_US'), kind)", "There is such a trait already."
    )
