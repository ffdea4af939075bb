"""The shape of a sheet of leads, on the way in and on the way out.

Our own workbooks carry a hidden technical row above the labels: `lead1:phone` names the
column whatever the language of the label, `lead1:+` continues the column before (a cell
of Excel ends at 32,767 letters). Three columns are not of the lead: `lead1:error` and
others with INFO hold what we say and are not read back, `lead1:decision` what is to be
done with a row, `lead1:record=...` which lead stands in it (row_stamp.py). A workbook
from elsewhere has labels only. The 1 is the version of this shape.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from odoo.tools.translate import LazyTranslate

from .cells import cell_text
from .fa_text import squeeze
from .workbook_reader import WorkbookError

_lt = LazyTranslate(__name__, default_lang="en_US")

VERSION = "1"
CONTINUATION = "+"
REASON = "error"
INFO = "info"
DECISION = "decision"
RECORD = "record"
_SIMILAR = 0.84
_SHORTEST_SIMILAR = 5
_TECHNICAL = re.compile(r"lead(\d+):(\S*)")


def technical_id(name):
    return f"lead{VERSION}:{name}"


def is_ours(first_row):
    """Whether a sheet has the technical row."""
    return any(_TECHNICAL.fullmatch(cell_text(cell)) for cell in first_row)


class SheetRow(NamedTuple):
    """A row of the file; `cells` are as many as the mapping has fields."""

    row_no: int
    cells: list
    sheet: str = ""
    record: str = ""
    decision: str = ""


@dataclass
class LeadSheet:
    """What stands in a file.

    :param mapping: for each of its columns the header and the name of our column, None
        where we know none, and how we know: [{"header": ..., "column": ...,
        "reason": one of crm.lead.import.column}]
    :param rows: SheetRows
    :param stamp: the head of the column with the stamps of records, if there is one
    """

    mapping: list
    rows: list
    stamp: str = ""

    @classmethod
    def parse_all(cls, sheets, columns_by_key):
        """Sheets of one file as one, whatever their columns are.

        :param sheets: from `workbook_reader.read_sheets`
        """
        first, *others = (
            cls.parse(rows, columns_by_key, title if len(sheets) > 1 else "")
            for title, rows in sheets
        )
        for other in others:
            first._append(other)
        return first

    @classmethod
    def parse(cls, rows, columns_by_key, title=""):
        """
        :param rows: (row number, cells)
        :param columns_by_key: from `columns.index_headers`
        """
        if not rows:
            raise WorkbookError(_lt("The first sheet of the workbook is empty."))
        technical, labels, data = _split_header(rows, columns_by_key)
        mapping, sources, taken = [], [], set()
        apart, stamp = {}, ""
        for index in range(max(len(cells) for _row_no, cells in rows)):
            name = technical.get(index, "")
            kind, _equals, rest = name.partition("=")
            if kind in (RECORD, DECISION):
                apart[kind], stamp = index, rest if kind == RECORD else stamp
            elif name == CONTINUATION and sources:
                sources[-1].append(index)
            elif name not in (REASON, INFO):
                header = cell_text(_cell(labels, index))
                column, reason = _recognise(name, header, columns_by_key)
                if column and column.name in taken and not column.joiner:
                    column, reason = None, "double"
                taken.add(column and column.name)
                known = column and column.name
                mapping.append({"header": header, "column": known, "reason": reason})
                sources.append([index])
        if not any(field["column"] for field in mapping):
            raise WorkbookError(
                _lt(
                    "No column of the first sheet is known: the first row must hold"
                    " their names. Download the template and copy your leads into it."
                )
            )

        def cell_apart(cells, kind):
            return cell_text(_cell(cells, apart[kind])) if kind in apart else ""

        return cls(
            mapping,
            [
                SheetRow(
                    row_no,
                    [_join(cells, source) for source in sources],
                    title,
                    cell_apart(cells, RECORD),
                    cell_apart(cells, DECISION),
                )
                for row_no, cells in data
            ],
            stamp,
        )

    def _append(self, other):
        """Add the rows of another sheet, column below column."""
        places, taken = [], set()
        for wanted in other.mapping:
            place = next(
                (
                    index
                    for index, known in enumerate(self.mapping)
                    if known == wanted and index not in taken
                ),
                len(self.mapping),
            )
            if place == len(self.mapping):
                self.mapping.append(wanted)
            taken.add(place)
            places.append(place)
        width = len(self.mapping)
        for row in self.rows:
            row.cells.extend([""] * (width - len(row.cells)))
        for row in other.rows:
            cells = [""] * width
            for place, cell in zip(places, row.cells, strict=True):
                cells[place] = cell
            self.rows.append(row._replace(cells=cells))
        self.stamp = self.stamp or other.stamp


def _recognise(name, header, columns_by_key):
    """The column, and how it is known."""
    if name and squeeze(name) in columns_by_key:
        return columns_by_key[squeeze(name)], "technical"
    key = squeeze(header)
    if key in columns_by_key:
        return columns_by_key[key], "label"
    # Short words are too much alike.
    if len(key) >= _SHORTEST_SIMILAR:
        close = get_close_matches(key, columns_by_key, n=1, cutoff=_SIMILAR)
        if close:
            return columns_by_key[close[0]], "similar"
    return None, "unknown"


def cells_by_column(mapping, columns, cells, with_blanks=False):
    """What is not blank in a row, by Column."""
    by_name = {column.name: column for column in columns}
    found = {}
    for field, cell in zip(mapping, cells, strict=True):
        column = by_name.get(field["column"])
        if not column or (cell == "" and (not with_blanks or column in found)):
            continue
        if found.get(column, "") != "":
            cell = column.joiner.join([cell_text(found[column]), cell_text(cell)])
        found[column] = cell
    return found


def _split_header(rows, columns_by_key):
    """The technical names by index, the cells of the labels, and the rows of data."""
    (_row_no, first), *rest = rows
    technical = {}
    for index, cell in enumerate(first):
        found = _TECHNICAL.fullmatch(cell_text(cell))
        if found and found[1] != VERSION:
            raise WorkbookError(
                _lt(
                    "This workbook is of another version of the template. Download the"
                    " template again and copy your leads into it."
                )
            )
        if found:
            technical[index] = found[2]
    if not technical:
        return {}, first, rest
    # Somebody may have deleted the row of labels: then this is a lead.
    labels = rest[0][1] if rest else []
    if any(squeeze(cell_text(label)) in columns_by_key for label in labels):
        return technical, labels, rest[1:]
    return technical, [], rest


def _cell(cells, index):
    return cells[index] if index < len(cells) else ""


def _join(cells, source):
    if len(source) == 1:
        return _cell(cells, source[0])
    return "".join(cell_text(_cell(cells, index)) for index in source)
