"""Leads streamed into a workbook that can be corrected and sent back.

Memory is that of one batch of leads, whatever their number: the rows are written to the
disk (sheet_stream.py). Texts are texts, whatever they begin with.
"""

import io
import re
from collections import defaultdict
from dataclasses import dataclass

from odoo import fields
from odoo.tools import SQL

from .columns import COLUMNS
from .lazy_text import shown
from .lead_cells import LeadCells
from .lead_sheet import CONTINUATION, INFO
from .lookups import dropdown_options
from .row_stamp import stamp, stamp_head
from .sheet_stream import RowSpool, column_styles, put_rows
from .workbook_writer import (
    CELL_SIZE,
    FIRST_ROW,
    LeadWorkbook,
    SheetColumn,
    padded,
    split_cell,
)

SHEET_ROWS = 1_000_000
_EXTRA_FIELDS = ("create_date", "company_id", "prorated_revenue", "stage_id")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_TITLE_SIZE = 31


@dataclass
class ExportOptions:
    """What the user chose, and how he writes dates (a number format of Excel)."""

    by_stage: bool = False
    with_totals: bool = True
    date_format: str = "yyyy-mm-dd"
    is_rtl: bool = False


class LeadExport:
    """How to use: make one for a user, `write_to` an open file."""

    def __init__(self, env, options, columns=COLUMNS):
        self.env = env
        self.options = options
        self.cells = LeadCells(env, env.company, columns)
        self._titles = set()

    def write_to(self, file, leads):
        """
        :param leads: from a search of the user, in its order; by stage, if each is to
            have a sheet
        """
        ids = leads.ids
        columns, widths = self._columns(ids)
        book = StreamedWorkbook(file, self.options, columns)
        totals, sheets, key = defaultdict(lambda: [0, 0.0, 0.0]), [], None
        stage_names = self.cells.lookups["stage_id"]
        for values, cells in self.cells.rows(ids, _EXTRA_FIELDS):
            wanted = values["stage_id"] if self.options.by_stage else "all"
            if key != wanted or sheets[-1].count == SHEET_ROWS:
                key, stage = wanted, values["stage_id"]
                name = stage_names.label(stage) or self.env._("No Stage")
                title = name if self.options.by_stage else self.env._("Leads")
                sheets.append(book.add_sheet(self._title(title)))
            sheets[-1].add(self._row(values, cells, widths))
            self._count(totals, values)
        if not sheets:
            sheets.append(book.add_sheet(self._title(self.env._("Leads"))))
        message = self.env._(
            "This is not in the list. Only what exists in Odoo is taken."
        )
        book.finish(message)
        if self.options.with_totals:
            book.add_totals(self._title(self.env._("Totals")), *self._totals(totals))
        book.close()

    def _columns(self, ids):
        """The columns to write, and in how many each of ours stands."""
        offered, widths = self.cells.columns, self._widths(ids)
        columns = [
            SheetColumn(stamp_head(self.env, self.cells.names), "", is_hidden=True)
        ]
        for column, width in zip(offered, widths, strict=True):
            is_date = self._is_date(column)
            label = shown(self.env, column.label)
            first = SheetColumn(
                column.name,
                label,
                column.width,
                self.options.date_format if is_date else column.number_format,
                dropdown_options(self.env, column, self.cells.lookups),
            )
            rest = SheetColumn(CONTINUATION, f"{label} …", column.width)
            columns += [first, *[rest] * (width - 1)]
        created = SheetColumn(
            INFO, self.env._("Created On"), number_format=self.options.date_format
        )
        return [*columns, created], widths

    def _is_date(self, column):
        field = self.env["crm.lead"]._fields[column.field_name]
        return "date" in (field.type, column.kind)

    def _widths(self, ids):
        """Columns per column of ours: a cell of Excel is smaller than a note."""
        leads = self.env["crm.lead"]
        lengths = [
            SQL("length(%s::text)", SQL.identifier(name))
            for name, field in leads._fields.items()
            if field.store
            and field.column_type
            and field.type in ("char", "text", "html", "properties")
            and not field.translate
        ]
        leads.flush_model()
        # SQL: a length is no condition of the ORM; the ids are of the user's search
        query = SQL(
            "SELECT id FROM crm_lead WHERE id = ANY(%s) AND GREATEST(%s) > %s",
            ids,
            SQL(", ").join(lengths),
            CELL_SIZE,
        )
        widths = [1] * len(self.cells.columns)
        long = [lead_id for [lead_id] in self.env.execute_query(query)]
        for _values, cells in self.cells.rows(long):
            for index, cell in enumerate(cells):
                widths[index] = max(widths[index], len(split_cell(cell)))
        return widths

    def _row(self, values, cells, widths):
        row = [stamp(values["id"], cells)]
        for cell, width in zip(cells, widths, strict=True):
            if width == 1:
                row.append(cell)
            else:
                row += padded(split_cell(cell), width)
        created = fields.Datetime.context_timestamp(
            self.env["crm.lead"], values["create_date"]
        )
        return [*row, created.date()]

    def _count(self, totals, values):
        total = totals[values["stage_id"], values["company_id"]]
        total[0] += 1
        total[1] += values.get("expected_revenue") or 0.0
        total[2] += values["prorated_revenue"] or 0.0

    def _totals(self, totals):
        headers = (
            self.env._("Stage"),
            self.env._("Currency"),
            self.env._("Leads"),
            self.env._("Expected Revenue"),
            self.env._("Prorated Revenue"),
        )
        # sudo: the currencies of companies whose leads the user sees
        companies = self.env["res.company"].sudo()
        lines = defaultdict(lambda: [0, 0.0, 0.0])
        for (stage, company), total in totals.items():
            currency = companies.browse(company or self.env.company.id).currency_id.name
            for key in ((self._stage_rank(stage), currency), ((2,), currency)):
                lines[key] = [a + b for a, b in zip(lines[key], total, strict=True)]
        total_label = self.env._("Total")
        return headers, [
            [
                rank[-1] if len(rank) > 1 else total_label,
                currency,
                *lines[rank, currency],
            ]
            for rank, currency in sorted(lines)
        ]

    def _stage_rank(self, stage_id):
        stage = self.env["crm.stage"].browse(stage_id or ())
        name = self.cells.lookups["stage_id"].label(stage.id)
        return (1, stage.sequence, stage.id or 0, name or self.env._("No Stage"))

    def _title(self, text):
        """A name that Excel takes for a sheet, and that none has yet."""
        text = " ".join(_NOT_IN_TITLES.sub(" ", text).split()).strip("'")
        number, title = 1, text[:_TITLE_SIZE] or "…"
        while title.lower() in self._titles:
            number += 1
            end = f" {number}"
            title = text[: _TITLE_SIZE - len(end)] + end
        self._titles.add(title.lower())
        return title


class StreamedWorkbook(LeadWorkbook):
    """A workbook whose leads are spooled, and its skeleton made by xlsxwriter."""

    def __init__(self, target, options, columns):
        # In constant memory, cells are written where they stand, with their texts.
        super().__init__(options.is_rtl, constant_memory=True, in_memory=False)
        self._target = target
        self._columns = columns
        self._styles = self._find_styles(options)
        self._sheets, self._spools = [], []

    def _find_styles(self, options):
        """The numbers that this very workbook will give to the formats of columns."""
        probe = LeadWorkbook(options.is_rtl, constant_memory=True, in_memory=False)
        probe._add_leads("probe", self._columns)
        return column_styles(io.BytesIO(probe.close()), len(self._columns))

    def add_sheet(self, title):
        self._sheets.append(self._add_leads(title, self._columns))
        self._spools.append(RowSpool(self._styles, FIRST_ROW))
        return self._spools[-1]

    def finish(self, message):
        last_row = max(spool.count for spool in self._spools) + FIRST_ROW
        self._add_lists(self._sheets, self._columns, message, last_row)
        for sheet, spool in zip(self._sheets, self._spools, strict=True):
            # Hidden column and all, so that sorting keeps the rows together.
            end = spool.count + FIRST_ROW - 1
            sheet.autofilter(FIRST_ROW - 1, 0, end, len(self._columns) - 1)

    def add_totals(self, title, headers, lines):
        sheet = self._add_sheet(title)
        number = self._book.add_format({"num_format": "#,##0.##"})
        sheet.set_column(0, len(headers) - 1, 20, number)
        for index, header in enumerate(headers):
            sheet.write_string(0, index, header, self._formats["header"])
        for line, cells in enumerate(lines, start=1):
            for index, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(line, index, cell, self._formats["wrap"])
                else:
                    sheet.write_number(line, index, cell)

    def close(self):  # pylint: disable=missing-return  # it is in the file
        skeleton = super().close()
        put_rows(io.BytesIO(skeleton), self._spools, self._target)
