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
        leads = self.env["crm.lead"].with_context(active_test=False)
        names = {*extra_fields, *(column.field_name for column in self.columns)}
        names.update(*(column.further_fields for column in self.columns))
        for batch in split_every(BATCH_SIZE, ids, tuple):
            found = leads.search_fetch([("id", "in", batch)], names, order="id")
            by_id = {
                values["id"]: values for values in found.read(list(names), load=None)
            }
            for lead_id in batch:
                if lead_id in by_id:
                    yield by_id[lead_id], self._cells(by_id[lead_id])
            # Memory is that of one batch, whatever the number of leads.
            found.invalidate_recordset()

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

        def write_property(definitions):
            for definition in definitions or ():
                if definition["name"] == column.property_name:
                    return write(definition.get("value"))
            return ""

        return write_property

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
