"""A lead as a row of a workbook: its cells as reading gives them back."""

from datetime import date

from odoo.tools import html2plaintext, split_every

from .lookups import build_lookups
from .workbook_reader import plain

BATCH_SIZE = 1000


class LeadCells:
    """Writes leads, with the rights and in the language of `env.user`.

    How to use: make one for a company, ask `rows`.
    Cost: the queries of the lookups to make it; per batch of leads two, and one for each
    record that a lead names and the lookups do not know, such as an archived user.
    """

    def __init__(self, env, company, columns, lookups=None):
        leads = env["crm.lead"]
        self.env = env
        self.columns = [
            column
            for column in columns
            if column.is_offered
            and leads._has_field_access(leads._fields[column.field_name], "read")
        ]
        self.names = [column.name for column in self.columns]
        self.lookups = lookups or build_lookups(env, company, self.names)
        self._writers = [self._writer(column) for column in self.columns]
        self._strangers = {}

    def rows(self, ids, extra_fields=()):
        """
        :param ids: in their order; those the user may not read, or that are gone, are
            left out
        :return: iterator of (values by field, cells by column)
        """
        leads = self.env["crm.lead"].with_context(active_test=False)
        fields = {*extra_fields, *(column.field_name for column in self.columns)}
        for batch in split_every(BATCH_SIZE, ids, tuple):
            found = leads.search_fetch([("id", "in", batch)], fields, order="id")
            by_id = {
                values["id"]: values for values in found.read(list(fields), load=None)
            }
            for lead_id in batch:
                if lead_id in by_id:
                    yield by_id[lead_id], self._cells(by_id[lead_id])
            # Memory is that of one batch, whatever the number of leads.
            found.invalidate_recordset(flush=False)

    def _cells(self, values):
        return [
            write(values[column.field_name])
            for column, write in zip(self.columns, self._writers, strict=True)
        ]

    def _writer(self, column):
        field = self.env["crm.lead"]._fields[column.field_name]
        if field.type == "html":
            return _plain_text
        if field.type in ("float", "monetary"):
            return _number
        if field.type == "many2many":
            return lambda ids: ", ".join(self._label(column, field, i) for i in ids)
        if column.name in self.lookups:
            return lambda value: self._label(column, field, value) if value else ""
        return _text

    def _label(self, column, field, value):
        label = self.lookups[column.name].label(value)
        if label is not None:
            return plain(label)
        key = field.name, value
        if key not in self._strangers:
            # sudo: the name of what a lead belongs to, as forms show it, too
            record = self.env[field.comodel_name].browse(value).sudo()
            self._strangers[key] = plain(record.display_name)
        return self._strangers[key]


def _text(value):
    if isinstance(value, date):
        return value
    return "" if value is None or value is False else plain(value)


def _number(value):
    """As many digits as a spreadsheet keeps."""
    return plain(round(value or 0.0, 4))


def _plain_text(html):
    if not html:
        return ""
    text = str(html)
    if text.startswith("<p>") and text.find("<", 3) == len(text) - 4 and "&" not in text:
        return plain(text[3:-4])
    return plain(html2plaintext(text, include_references=False))
