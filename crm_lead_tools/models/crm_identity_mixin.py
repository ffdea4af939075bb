from odoo import fields, models


class CrmIdentityMixin(models.AbstractModel):
    """What a lead and a contact have in common as the same person: more than one phone
    and e-mail, all of which make keys."""

    _name = "crm.identity.mixin"
    _description = "Phones and E-mails That Identify a Person"

    other_phones = fields.Char(
        help="More telephone numbers of the same person, parted by commas. Similar leads"
        " and contacts are found by them, too.",
    )
    other_emails = fields.Char(
        help="More e-mail addresses of the same person, parted by commas. Similar leads"
        " and contacts are found by them, too.",
    )
