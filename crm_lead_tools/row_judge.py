"""What becomes of a row: a new lead, a change, a duplicate, an error, or nothing."""

from dataclasses import dataclass, field

from odoo.tools.translate import LazyTranslate

from .lazy_text import shown
from .lead_cells import LeadCells
from .lead_changes import changed_in_file, changed_in_odoo, differing, values_to_write
from .lead_sheet import cells_by_column
from .row_keys import row_keys
from .row_stamp import StampReader
from .workbook_reader import plain

_lt = LazyTranslate(__name__, default_lang="en_US")


@dataclass
class Match:
    """Whom a row is a duplicate of; both ids are empty if the user may not see him."""

    kind: str
    lead_id: int = False
    partner_id: int = False
    row_id: int = False


@dataclass
class Verdict:
    """
    :param vals: for create or write; complete only if there is no message
    :param changes: [old, new] by name of column, as they stand in cells
    """

    state: str
    vals: dict = field(default_factory=dict)
    messages: dict = field(default_factory=dict)
    changes: dict = field(default_factory=dict)
    lead_id: int = False
    match: Match | None = None
    keys: list = field(default_factory=list)
    name: str = ""


class RowJudge:
    """Judges rows of one import, in their order, with the rights of `env.user`.

    Cost: that of the checker and of the lookups once; for each batch a few queries.
    """

    def __init__(self, lead_import, checker):
        self.env = checker.env
        self.lead_import = lead_import.with_env(checker.env)
        self.checker = checker
        self._stamps = lead_import.stamp and StampReader(self.env, lead_import.stamp)
        self._cells = LeadCells(self._writer_env(), checker.company, checker.columns)
        self._rows_by_key, self._rows_by_lead = {}, {}
        self._writable = set()

    def remember(self, row, keys, lead_id):
        """A row that has been judged, now or in an earlier batch."""
        for key in keys:
            self._rows_by_key.setdefault(tuple(key), row)
        if lead_id:
            self._rows_by_lead.setdefault(lead_id, row)

    def judge(self, rows):
        """
        :param rows: crm.lead.import.row
        :return: Verdicts, in the order of the rows
        """
        stamps = {row: self._stamps.decode(row.record) for row in rows if row.record}
        leads = self._leads([stamp[0] for stamp in stamps.values() if stamp])
        verdicts = [
            self._judge_known(row, stamps[row], leads)
            if row.record
            else self.judge_new(row)
            for row in rows
        ]
        self._find_duplicates(rows, verdicts)
        for row, verdict in zip(rows, verdicts, strict=True):
            if verdict.state != "error":
                self.remember(row, verdict.keys, verdict.lead_id)
        return verdicts

    def judge_changes(self, row, lead, only_blanks):
        """A row that is to fill or overwrite the lead that it matches."""
        verdict = self.judge_new(row)
        now = self._leads(lead.ids).get(lead.id)
        if verdict.messages or not now:
            return self._lost() if not now else verdict
        cells = differing(self._file_cells(row), now, only_blanks)
        return self._change(lead, cells, now)

    def judge_new(self, row):
        cells = self._file_cells(row)
        vals, messages = self.checker.check(cells)
        return Verdict(
            "error" if messages else "ready",
            vals,
            messages,
            keys=row_keys(self.env, vals) if not messages else [],
            name=vals.get("name") or "",
        )

    def _judge_known(self, row, stamp, leads):
        if self._stamps.is_foreign:
            return self._refuse(
                _lt(
                    "This workbook was exported from another database. Delete its"
                    " hidden first column to import the rows as new leads."
                )
            )
        if not stamp:
            return self._refuse(
                _lt(
                    "The hidden first cell of this row has been changed. Clear it to"
                    " import the row as a new lead."
                )
            )
        lead_id, sums = stamp
        if lead_id not in leads:
            return self._lost()
        if self._rows_by_lead.setdefault(lead_id, row) != row:
            return self._refuse(
                _lt(
                    "The same lead stands in row %(row)s already. Clear the hidden"
                    " first cell of this row to import it as a new lead.",
                    row=self._rows_by_lead[lead_id]._place(),
                )
            )
        lead = self.env["crm.lead"].browse(lead_id).with_prefetch(tuple(leads))
        now = leads[lead_id]
        changed = changed_in_file(self._file_cells(row, with_blanks=True), now, sums)
        verdict = self._change(lead, changed, now)
        moved = changed_in_odoo(now, sums, changed)
        if verdict.state == "update" and moved:
            verdict.state = "conflict"
            verdict.messages = {
                "": self.env._(
                    "Changed in Odoo since the export: %s.",
                    ", ".join(self._label(name) for name in moved),
                )
            }
        return verdict

    def _change(self, lead, changed, now):
        """The verdict on a row that says these cells of a lead otherwise."""
        name = str(now.get("name") or lead.name)
        if not changed:
            return Verdict("unchanged", lead_id=lead.id, name=name)
        if lead.id not in self._writable:
            return self._refuse(_lt("You may not change this lead."), lead.id, name)
        vals, messages = values_to_write(self.checker, changed, lead)
        if not vals and not messages:
            # Said in other words, or in another language.
            return Verdict("unchanged", lead_id=lead.id, name=name)
        return Verdict(
            "error" if messages else "update",
            vals,
            messages,
            {
                c.name: [str(plain(now[c.name])), str(cell)]
                for c, cell in changed.items()
            },
            lead.id,
            name=name,
        )

    def _find_duplicates(self, rows, verdicts):
        fresh = [
            (row, verdict)
            for row, verdict in zip(rows, verdicts, strict=True)
            if verdict.state == "ready"
        ]
        found = self.lead_import._find_existing([v.vals for _row, v in fresh])
        for (row, verdict), match in zip(fresh, found, strict=True):
            earlier = [
                (self._rows_by_key[key], key[0])
                for key in verdict.keys
                if self._rows_by_key.setdefault(key, row) != row
            ]
            if match is None and earlier:
                other, kind = earlier[0]
                match = Match(kind, row_id=other.id)
            if match:
                verdict.state, verdict.match = "duplicate", match

    def _leads(self, ids):
        """The cells by name of column, of those leads that the user sees."""
        names = self._cells.names
        leads = {
            values["id"]: dict(zip(names, cells, strict=True))
            for values, cells in self._cells.rows(ids)
        }
        known = self.env["crm.lead"].browse(list(leads))
        self._writable = set(known._filtered_access("write").ids)
        return leads

    def _file_cells(self, row, with_blanks=False):
        mapping = self.lead_import.mapping
        return cells_by_column(mapping, self.checker.columns, row.payload, with_blanks)

    def _label(self, name):
        column = next(c for c in self.checker.columns if c.name == name)
        return shown(self.env, column.label)

    def _writer_env(self):
        """In the language in which the workbook was exported."""
        if not self._stamps or self._stamps.is_foreign:
            return self.env
        return self.env(context={**self.env.context, "lang": self._stamps.lang})

    def _lost(self):
        return self._refuse(
            _lt("The lead of this row does not exist any more, or you may not see it.")
        )

    def _refuse(self, message, lead_id=False, name=""):
        messages = {"": shown(self.env, message)}
        return Verdict("error", messages=messages, lead_id=lead_id, name=name)
