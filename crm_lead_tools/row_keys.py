"""By what a row of a workbook is recognised as somebody who is there already."""

import re

from odoo.tools import email_normalize_all

EXTERNAL_ID, EMAIL, PHONE = "external_id", "email", "phone"
# In this order they decide which of several matches is meant.
KINDS = (EXTERNAL_ID, EMAIL, PHONE)
_DIGITS = 10


def row_keys(vals):
    """
    :param vals: of a lead, from a checker
    :return: [(kind, key)]

    >>> row_keys({"email_from": "A@b.ir", "phone": "+98 912 123 4567"})
    [('email', 'a@b.ir'), ('phone', '9121234567')]
    """
    keys = []
    if vals.get("import_external_id"):
        keys.append((EXTERNAL_ID, vals["import_external_id"]))
    keys += [(EMAIL, email) for email in email_normalize_all(vals.get("email_from"))]
    digits = re.sub("[^0-9]", "", vals.get("phone") or "")
    if len(digits) >= _DIGITS:
        keys.append((PHONE, digits[-_DIGITS:]))
    return keys
