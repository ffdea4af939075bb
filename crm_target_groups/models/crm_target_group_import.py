from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from .. import key_column, statements

# What a key in a file can be: {model: {kind of key: column that holds it}}.
KEYS = {
    "res.partner": {
        "id": "id",
        "ref": "ref",
        "email": "email_normalized",
        "phone": "phone_sanitized",
        "vat": "vat",
    },
    "crm.lead": {
        "id": "id",
        "email": "email_normalized",
        "phone": "phone_sanitized",
    },
}


class CrmTargetGroup(models.Model):
    """People whose keys stand in a column of a file come into the group."""

    _inherit = "crm.target.group"

    def _import_keys(self, model, kind, keys):
        """Add whom the keys name; nothing is added for a key that names nobody, or
        several.

        :param keys: [(row number, key)]
        :return: the batch, and the faulty rows as [(row number, key, number of
        matches)]
        """
        self.ensure_one()
        self.check_access("write")
        if kind not in KEYS[model]:
            raise UserError(self.env._("Leads have no such key. Choose another one."))
        normalise = self._key_normaliser(model, kind)
        normal = {key: normalise(key) for _row, key in keys}
        found = self._match_keys(model, KEYS[model][kind], set(normal.values()))
        ids, faulty = [], []
        for row_no, key in keys:
            matches = found.get(normal[key], ())
            if len(matches) == 1:
                ids.append(matches[0])
            else:
                faulty.append((row_no, key, len(matches)))
        ids = list(dict.fromkeys(ids))
        batch = self._add_batch("import", model, source="import", record_ids=ids)
        return batch, faulty

    @api.model
    def _match_keys(self, model, column, keys):
        """{key: ids of the records with it that the user sees}, in one statement."""
        query = self.env[model].with_context(active_test=False)._search([])
        self.env[model].flush_model()
        rows = self.env.execute_query(
            statements.match_keys(query, column, sorted(key for key in keys if key))
        )
        return dict(rows)

    @api.model
    def _key_normaliser(self, model, kind):
        if kind == "email":
            return email_normalize
        if kind == "phone":
            records, country = self.env[model], self.env.company.country_id
            return lambda key: records._phone_format(number=key, country=country)
        if kind == "vat":
            return lambda key: key.replace(" ", "").upper()
        return key_column.plain
