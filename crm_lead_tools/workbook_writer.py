"""The workbooks that we hand out: the template, and the rows that could not be taken.

Whatever a cell holds is written as text or as a number, never as a formula or a link
that the spreadsheet would run or resolve.
"""

import io
from dataclasses import dataclass, field
from itertools import zip_longest

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from .lead_sheet import CONTINUATION, REASON, technical_id
from .workbook_reader import MAX_ROWS

_LISTS = "_lists"
FIRST_ROW = 2
_LAST_ROW = FIRST_ROW + MAX_ROWS - 1
# Half of what a cell of Excel takes, which counts some letters twice.
CELL_SIZE = 16_000
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LINE_HEIGHT = 15
_MAX_HEIGHT = 400
REASON_WIDTH = 52
_RIGHT_TO_LEFT = 2
# The font is named so that Persian looks alike on every machine.
_BASE = {"font_name": "Tahoma", "font_size": 10, "valign": "top"}
_FORMATS = {
    "header": {"bold": True, "bg_color": "#E7E2EE", "bottom": 1},
    "text": {"num_format": "@"},
    "error": {"num_format": "@", "bg_color": "#F8B4B4", "border": 1},
    "reason": {"font_color": "#A61B1B", "text_wrap": True},
    "title": {"bold": True, "font_size": 14},
    "wrap": {"text_wrap": True},
}


@dataclass
class SheetColumn:
    """A column to write; `name` is empty for one of the user's own."""

    name: str
    label: str
    width: int = 18
    number_format: str = "@"
    options: list = field(default_factory=list)
    is_hidden: bool = False


class LeadWorkbook:
    """How to use: make one, add sheets, `close` for the bytes of the xlsx file."""

    def __init__(self, is_rtl, target=None, **options):
        self._is_rtl = is_rtl
        self._content = target or io.BytesIO()
        self._book = xlsxwriter.Workbook(self._content, {**_OPTIONS, **options})
        # What we write reads in the direction of the sheet; cells to fill in or to
        # correct read as what stands in them.
        direction = {"reading_order": _RIGHT_TO_LEFT if is_rtl else 1}
        self._formats = {
            name: self._book.add_format(
                _BASE | properties | ({} if "num_format" in properties else direction)
            )
            for name, properties in _FORMATS.items()
        }

    def close(self):
        self._book.close()
        return self._content.getvalue()

    def add_empty_leads(self, title, columns, invalid_message, is_technical=True):
        """A sheet to fill in, with the drop-down lists of its columns.

        :param is_technical: with the technical row; else the labels stand in the first
        """
        sheet = self._add_leads(title, columns, is_technical)
        first_row = FIRST_ROW if is_technical else 1
        self._add_lists([sheet], columns, invalid_message, first_row=first_row)

    def _add_lists(
        self, sheets, columns, invalid_message, last_row=_LAST_ROW, first_row=FIRST_ROW
    ):
        """Give cells of the columns drop-down lists, which a hidden sheet holds."""
        lists = self._add_sheet(_LISTS)
        lists.hide()
        # Row by row, as a workbook that is streamed must be written.
        for line, names in enumerate(zip_longest(*(c.options for c in columns))):
            for index, name in enumerate(names):
                if name is not None:
                    lists.write_string(line, index, name, self._formats["text"])
        for index, column in enumerate(columns):
            if not column.options:
                continue
            letter = xl_col_to_name(index)
            source = f"={_LISTS}!${letter}$1:${letter}${len(column.options)}"
            # A warning: the check also takes logins, codes and other spellings.
            validation = {
                "validate": "list",
                "source": source,
                "error_type": "warning",
                "error_message": invalid_message,
            }
            for sheet in sheets:
                sheet.data_validation(first_row, index, last_row, index, validation)

    def add_leads(self, title, ahead, columns, rows):
        """Rows to look at, to decide on or to correct.

        :param ahead: columns of ours, before those of the file
        :param rows: (cells of ours, cells, messages by name of column)
        """
        columns, all_cells = _spread(columns, [cells for _a, cells, _e in rows])
        sheet = self._add_leads(title, [*ahead, *columns])
        for index, column in enumerate(ahead):
            if column.options:
                last_row = FIRST_ROW + len(rows) - 1
                validation = {"validate": "list", "source": column.options}
                sheet.data_validation(FIRST_ROW, index, last_row, index, validation)
        for line, (own, _cells, errors) in enumerate(rows):
            row, cells = line + FIRST_ROW, all_cells[line]
            height = max(map(_count_lines, own), default=1) * _LINE_HEIGHT
            sheet.set_row(row, min(_MAX_HEIGHT, height))
            for index, text in enumerate(own):
                style = "reason" if ahead[index].name == REASON else "wrap"
                sheet.write_string(row, index, text, self._formats[style])
            filled = {
                c.name for c, cell in zip(columns, cells, strict=True) if cell != ""
            }
            for index, column in enumerate(columns):
                # Of two columns of phones the empty one is not to blame.
                is_blamed = cells[index] != "" or column.name not in filled
                error = errors.get(column.name) if is_blamed else None
                self._write(sheet, row, len(ahead) + index, cells[index], error)

    def add_guide(self, title, paragraphs, headers, lines):
        sheet = self._add_sheet(title)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 100)
        sheet.set_row(0, _LINE_HEIGHT * 2)
        sheet.write_string(0, 0, title, self._formats["title"])
        for line, paragraph in enumerate(paragraphs, start=1):
            sheet.merge_range(line, 0, line, 1, paragraph, self._formats["wrap"])
            sheet.set_row(line, _LINE_HEIGHT * 1.4)
        start = len(paragraphs) + 2
        for line, texts in enumerate([headers, *lines], start=start):
            style = self._formats["header" if line == start else "wrap"]
            for index, text in enumerate(texts):
                sheet.write_string(line, index, text, style)

    def _add_sheet(self, title):
        sheet = self._book.add_worksheet(title)
        if self._is_rtl:
            sheet.right_to_left()
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _add_leads(self, title, columns, is_technical=True):
        sheet = self._add_sheet(title)
        labels = FIRST_ROW - 1 if is_technical else 0
        if is_technical:
            sheet.set_row(0, None, None, {"hidden": True})
        sheet.freeze_panes(labels + 1, 1 + columns[0].is_hidden)
        for index, column in enumerate(columns):
            style = self._book.add_format({**_BASE, "num_format": column.number_format})
            options = {"hidden": column.is_hidden}
            sheet.set_column(index, index, column.width, style, options)
            if column.name:
                sheet.write_string(0, index, technical_id(column.name))
        for index, column in enumerate(columns):
            sheet.write_string(labels, index, column.label, self._formats["header"])
        return sheet

    def _write(self, sheet, line, index, cell, error):
        style = self._formats["error" if error else "text"]
        if error:
            sheet.write_comment(line, index, error, {"x_scale": 2})
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            sheet.write_number(line, index, cell, style if error else None)
        elif cell != "":
            sheet.write_string(line, index, str(cell), style)
        elif error:
            sheet.write_blank(line, index, None, style)


def _count_lines(text):
    """How many lines a text takes in a column of reasons."""
    return sum(1 + len(line) // REASON_WIDTH for line in text.split("\n"))


def _spread(columns, rows):
    """Give cells that are too long columns of their own to go on in."""
    widths = [1] * len(columns)
    for cells in rows:
        for index, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > CELL_SIZE:
                widths[index] = max(widths[index], len(split_cell(cell)))
    if max(widths, default=1) == 1:
        return columns, rows
    spread = []
    for column, width in zip(columns, widths, strict=True):
        rest = SheetColumn(CONTINUATION, f"{column.label} …", column.width)
        spread += [column, *[rest] * (width - 1)]
    return spread, [
        [
            piece
            for cell, width in zip(cells, widths, strict=True)
            for piece in padded(split_cell(cell), width)
        ]
        for cells in rows
    ]


def padded(pieces, width):
    return [*pieces, *[""] * (width - len(pieces))]


def split_cell(cell):
    """The pieces of a cell that is too long for one; no piece ends in a blank, which
    reading would strip."""
    pieces = []
    while isinstance(cell, str) and len(cell) > CELL_SIZE:
        cut = CELL_SIZE
        while cut > 1 and (cell[cut - 1].isspace() or cell[cut].isspace()):
            cut -= 1
        pieces.append(cell[:cut])
        cell = cell[cut:]
    return [*pieces, cell]
