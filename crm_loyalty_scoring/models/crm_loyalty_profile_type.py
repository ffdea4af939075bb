from odoo import fields, models


class CrmLoyaltyProfileType(models.Model):
    """What a contact is to us. Five types are delivered; each has its own programs.

    Written by: managers. A contact may be of several types, and scores in the program
    of each of them.
    """

    _name = "crm.loyalty.profile.type"
    _description = "Loyalty Profile Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
