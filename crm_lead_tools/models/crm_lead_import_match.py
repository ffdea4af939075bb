from odoo import models

from ..identity import Key
from ..row_judge import Match
from ..row_keys import EXTERNAL_ID, row_keys

# Of a number that many leads share, so many are looked at.
CANDIDATES = 20


class CrmLeadImport(models.Model):
    """Whom the rows of an import are duplicates of, by the identity keys of leads."""

    _inherit = "crm.lead.import"

    def _find_existing(self, rows):
        """Hook: who is there already.

        :param rows: values of leads
        :return: for each a Match, or None
        """
        keys = [row_keys(self.env, vals) for vals in rows]
        leads = self._leads_by_key({key for row in keys for key in row})
        found = [_first(leads, row) for row in keys]
        seen = self._seen("crm.lead", [match[0] for match in found if match])
        matches = [
            match and Match(match[1], match[0] if match[0] in seen else False)
            for match in found
        ]
        if self.policy == "contact":
            self._find_contacts(keys, matches)
        return matches

    def _leads_by_key(self, keys):
        """The newest open lead of the company by each key, whoever may see it: of one
        that he may not see, the user learns that it is there, and no more."""
        ids_by_key = self._find_by_identity("crm.lead", keys)
        external = {key for kind, key in keys if kind == EXTERNAL_ID}
        # sudo: see above
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        own = [
            ("company_id", "in", (False, self.company_id.id)),
            ("import_id", "!=", self.id),
        ]
        for lead in leads.search_fetch(
            [("import_external_id", "in", list(external)), *own],
            ["import_external_id"],
        ):
            key = EXTERNAL_ID, lead.import_external_id
            ids_by_key.setdefault(key, []).append(lead.id)
        ids = [lead_id for found in ids_by_key.values() for lead_id in found]
        order = leads.search(
            [("id", "in", ids), *own], order="active desc, id desc"
        ).ids
        rank = {lead_id: place for place, lead_id in enumerate(order)}
        return {
            key: min(known, key=rank.get)
            for key, found in ids_by_key.items()
            if (known := [lead_id for lead_id in found if lead_id in rank])
        }

    def _find_contacts(self, keys, matches):
        """For the policy that creates leads of contacts, the contacts, too: whom the
        user may not see he may not attach."""
        ids_by_key = self._find_by_identity(
            "res.partner", {k for row in keys for k in row}
        )
        ids = [partner_id for found in ids_by_key.values() for partner_id in found]
        seen = self._seen("res.partner", ids)
        by_key = {
            key: known[0]
            for key, found in ids_by_key.items()
            if (known := [partner_id for partner_id in found if partner_id in seen])
        }
        for index, row in enumerate(keys):
            contact = _first(by_key, row)
            if contact and matches[index]:
                matches[index].partner_id = contact[0]
            elif contact:
                matches[index] = Match(contact[1], partner_id=contact[0])

    def _find_by_identity(self, model, keys):
        wanted = [Key(kind, key) for kind, key in keys if kind != EXTERNAL_ID]
        if not wanted:
            return {}
        found = self.env["crm.identity.key"]._find(model, wanted, CANDIDATES)
        return {tuple(key): list(ids) for key, ids in found.items()}

    def _seen(self, model, ids):
        records = self.env[model].with_context(active_test=False)
        return set(records.search([("id", "in", ids)]).ids)


def _first(by_key, keys):
    """The first that any of the keys finds, and by which kind of key."""
    return next(((by_key[key], key[0]) for key in keys if key in by_key), None)
