from odoo import models
from odoo.fields import Domain

from ..row_judge import Match
from ..row_keys import EMAIL, EXTERNAL_ID, PHONE, row_keys


class CrmLeadImport(models.Model):
    """Whom the rows of an import are duplicates of."""

    _inherit = "crm.lead.import"

    def _find_existing(self, rows):
        """Hook: who is there already.

        :param rows: values of leads
        :return: for each a Match, or None
        """
        keys = [row_keys(vals) for vals in rows]
        leads = self._leads_by_key({key for row in keys for key in row})
        found = [_first(leads, row) for row in keys]
        seen = self._seen("crm.lead", [lead.id for lead, _kind in filter(None, found)])
        matches = [
            match and Match(match[1], match[0].id if match[0].id in seen else False)
            for match in found
        ]
        if self.policy == "contact":
            self._find_contacts(keys, matches)
        return matches

    def _leads_by_key(self, keys):
        domain = _key_domain(keys, with_external=True)
        if domain.is_false():
            return {}
        # sudo: a person is there also if this user may not see him; he learns that
        # there is one, and no more.
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        domain &= Domain("company_id", "in", (False, self.company_id.id))
        domain &= Domain("import_id", "!=", self.id)
        names = ["import_external_id", "email_normalized", "phone_sanitized"]
        by_key = {}
        for lead in leads.search_fetch(domain, names, order="active desc, id desc"):
            for key in row_keys(
                {
                    "import_external_id": lead.import_external_id,
                    "email_from": lead.email_normalized,
                    "phone": lead.phone_sanitized,
                }
            ):
                by_key.setdefault(key, lead)
        return by_key

    def _find_contacts(self, keys, matches):
        """For the policy that creates leads of contacts, the contacts, too."""
        domain = _key_domain({key for row in keys for key in row}, with_external=False)
        if domain.is_false():
            return
        by_key = {}
        names = ["email_normalized", "phone_sanitized"]
        # With the rights of the user: whom he may not see he may not attach.
        for partner in self.env["res.partner"].search_fetch(domain, names):
            vals = {
                "email_from": partner.email_normalized,
                "phone": partner.phone_sanitized,
            }
            for key in row_keys(vals):
                by_key.setdefault(key, partner)
        for index, row in enumerate(keys):
            contact = _first(by_key, row)
            if contact and matches[index]:
                matches[index].partner_id = contact[0].id
            elif contact:
                matches[index] = Match(contact[1], partner_id=contact[0].id)

    def _seen(self, model, ids):
        records = self.env[model].with_context(active_test=False)
        return set(records.search([("id", "in", ids)]).ids)


def _first(by_key, keys):
    """The first that any of the keys finds, and by which kind of key."""
    return next(((by_key[key], key[0]) for key in keys if key in by_key), None)


def _key_domain(keys, with_external):
    values = {
        kind: {key for key_kind, key in keys if key_kind == kind}
        for kind in (EXTERNAL_ID, EMAIL, PHONE)
    }
    phones = [f"{prefix}{key}" for key in values[PHONE] for prefix in ("+98", "0", "")]
    domains = [
        Domain("email_normalized", "in", list(values[EMAIL])),
        Domain("phone_sanitized", "in", phones),
    ]
    if with_external:
        domains.append(Domain("import_external_id", "in", list(values[EXTERNAL_ID])))
    return Domain.OR(domains)
