"""By what a row of a workbook is recognised as somebody who is there already."""

from .identity import EMAIL, PHONE

EXTERNAL_ID = "external_id"
# In this order they decide which of several matches is meant.
KINDS = (EXTERNAL_ID, EMAIL, PHONE)


def row_keys(env, vals):
    """
    :param vals: of a lead, from a checker
    :return: [(kind, key)], the identity keys of leads and the external ID
    """
    keys = env["crm.identity.key"]._keys_of(
        env["res.country"].browse(vals.get("country_id") or ()),
        phones=[vals.get("phone") or "", vals.get("other_phones") or ""],
        emails=[vals.get("email_from") or "", vals.get("other_emails") or ""],
    )
    found = [(key.kind, key.key) for key in keys]
    if vals.get("import_external_id"):
        found.append((EXTERNAL_ID, vals["import_external_id"]))
    return sorted(found, key=lambda key: (KINDS.index(key[0]), key[1]))
