"""A lead as a row of a workbook: its cells as reading gives them back."""

from odoo import fields
from odoo.tools import html2plaintext, split_every

from .lookups import build_lookups
from .workbook_reader import plain

BATCH_SIZE = 1000


class LeadCells:
    """Writes leads, with the rights and in the language of `env.user`.

    How to use: make one for a company, ask `rows`.
    Cost: the queries of the lookups to make it; per batch of leads two, and one for
    each record that a lead names and the lookups do not know: an archived user.
    """

    def __init__(self, env, company, columns):
        leads = env["crm.lead"]
        self.env = env
        self.columns = [
            column
            for column in columns
            if column.is_offered
            and leads._has_field_access(leads._fields[column.field_name], "read")
        ]
        self.names = [column.name for column in self.columns]
        self.lookups = build_lookups(env, company, self.columns)
        self._writers = [self._writer(column) for column in self.columns]
        self._strangers = {}

    def rows(self, ids, extra_fields=()):
        """
        :param ids: in their order; those the user may not read, or that are gone, are
            left out
        :return: iterator of (values by field, cells by column)
        """
        names = dict.fromkeys(
            (
                *extra_fields,
                *(column.field_name for column in self.columns),
                *(name for c in self.columns for name in c.further_fields),
            )
        )
        fields_of_leads = self.env["crm.lead"]._fields
        stored = [name for name in names if fields_of_leads[name].column_type]
        related = [name for name in names if name not in stored]
        for batch in split_every(BATCH_SIZE, ids, tuple):
            by_id = self._read(batch, stored)
            self._add_related(by_id, related)
            for lead_id in batch:
                if lead_id in by_id:
                    yield by_id[lead_id], self._cells(by_id[lead_id])

    def _read(self, ids, names):
        """The columns of the table, by the query that the ORM makes of a search: with
        the rules of the user, without a record for each lead."""
        leads = self.env["crm.lead"].with_context(active_test=False)
        query = leads._search([("id", "in", ids)])
        columns = [
            leads._field_to_sql(leads._table, name, query) for name in ("id", *names)
        ]
        rows = self.env.execute_query(query.select(*columns))
        return {row[0]: dict(zip(("id", *names), row, strict=True)) for row in rows}

    def _add_related(self, by_id, names):
        if not names:
            return
        leads = self.env["crm.lead"].browse(list(by_id))
        for values in leads.read(names, load=None):
            by_id[values["id"]].update(values)
        # Memory is that of one batch, whatever the number of leads.
        leads.invalidate_recordset(names)

    def _cells(self, values):
        return [
            _joined(write(values[column.field_name]), column, values)
            for column, write in zip(self.columns, self._writers, strict=True)
        ]

    def _writer(self, column):
        field = self.env["crm.lead"]._fields[column.field_name]
        if field.type != "properties":
            return self._writer_of(column, field.type, field.comodel_name)
        write = self._writer_of(column, column.kind, column.comodel)

        return lambda values: write((values or {}).get(column.property_name))

    def _writer_of(self, column, kind, comodel):
        def label(value):
            return self._label(column, comodel, value)

        if kind == "html":
            return _plain_text
        if kind in ("float", "monetary"):
            return _number
        if kind == "integer":
            return lambda value: value or 0
        if kind == "boolean":
            yes = self.env._("Yes")
            return lambda value: yes if value else ""
        if kind in ("many2many", "tags"):
            return lambda values: ", ".join(map(label, values or ()))
        if kind in ("many2one", "selection"):
            return lambda value: label(value) if value else ""
        if kind == "date":
            return lambda value: fields.Date.to_date(value) or ""
        return _text

    def _label(self, column, comodel, value):
        lookup = self.lookups.get(column.name)
        label = lookup and lookup.label(value)
        if label is not None:
            return plain(label)
        if not comodel:
            return plain(value)
        if isinstance(value, (list, tuple)):
            value = value[0]
        key = comodel, value
        if key not in self._strangers:
            # sudo: the name of what a lead belongs to, as forms show it, too
            record = self.env[comodel].browse(value).sudo()
            self._strangers[key] = plain(record.display_name)
        return self._strangers[key]


def _joined(cell, column, values):
    """With what the lead has more of the same kind, as a row is read."""
    for name in column.further_fields:
        if values[name]:
            further = map(str.strip, values[name].split(","))
            cell = (column.joiner or ", ").join(filter(None, [cell, *further]))
    return cell


def _text(value):
    return "" if value is None or value is False else plain(value)


def _number(value):
    """As many digits as a spreadsheet keeps."""
    return plain(round(value or 0.0, 4))


def _plain_text(html):
    if not html:
        return ""
    text = str(html)
    if (
        text.startswith("<p>")
        and text.find("<", 3) == len(text) - 4
        and "&" not in text
    ):
        return plain(text[3:-4])
    return plain(html2plaintext(text, include_references=False))
