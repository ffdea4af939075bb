"""A workbook of unknown origin, read into rows of plain cells.

`read_sheets` takes xlsx, xls, ods and csv and gives the first visible sheet, and those
others that the caller wants by their first row, as lists of (row number, cells); blank
rows are left out. A cell is a str, int, float or bool: dates become ISO text,
percentages "30%", formulas their last result.

An upload is hostile until it is read. Its size, the real (not the declared) expansion
of the archive, its rows and its columns are limited, and the readers stream, so that
two cells in opposite corners of a sheet cost nothing. An old xls file is not compressed
and is read at once (xls_reader.py).
"""

import csv
import io
import logging
import re
import warnings
import zipfile
from datetime import datetime, time
from itertools import islice

import openpyxl

from odoo.tools.translate import LazyTranslate

from . import ods_reader, xls_reader
from .cells import percent
from .fa_text import clean

_lt = LazyTranslate(__name__, default_lang="en_US")
_logger = logging.getLogger(__name__)

EXTENSIONS = (".xlsx", ".xls", ".ods", ".csv")
MAX_BYTES = 10 * 1024 * 1024
MAX_EXPANDED_BYTES = 200 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200

_CHUNK = 1024 * 1024
# What a sheet can hold at all: a forged file may claim more.
_SHEET_ROWS = 1_048_576
# Rows above the data: the technical one and the labels.
_HEADER_ROWS = 2
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class WorkbookError(ValueError):
    """Why a file cannot be taken; `message` is translated when it is shown."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def read_rows(content, filename):
    """The first visible sheet."""
    [(_title, rows), *_others] = read_sheets(content, filename)
    return rows


def read_sheets(content, filename, is_wanted=lambda _first_row: False):
    """
    :param is_wanted: whether a sheet below the first is read, by its first row
    :return: [(title, [(row number, cells)])], the first visible sheet ahead
    """
    if len(content) > MAX_BYTES:
        megabytes = MAX_BYTES // 1024**2
        raise WorkbookError(
            _lt(
                "The file is larger than %(limit)s MB. Split it and import the parts.",
                limit=megabytes,
            )
        )
    try:
        return _collect(_choose_reader(content, filename)(content), is_wanted)
    except WorkbookError:
        raise
    except Exception as error:
        # A damaged or forged file fails anywhere in the libraries that parse it.
        _logger.info("Unreadable workbook: %r", error)
        raise WorkbookError(
            _lt(
                "“%(file)s” is damaged. Open it in Excel or LibreOffice, save it again"
                " as .xlsx and upload that.",
                file=filename,
            )
        ) from error


def _choose_reader(content, filename):
    """By the content: the name of a file proves nothing, except for text."""
    extension = filename.lower()[filename.rfind(".") :]
    is_old_excel = content.startswith(xls_reader.SIGNATURE)
    if extension not in EXTENSIONS or (
        is_old_excel and not xls_reader.is_readable(content)
    ):
        raise WorkbookError(
            _lt(
                "“%(file)s” cannot be read. Save it as an Excel workbook (.xlsx), an"
                " OpenDocument spreadsheet (.ods) or a .csv file, without a password,"
                " and upload that.",
                file=filename,
            )
        )
    if is_old_excel:
        return xls_reader.sheets
    parts = _checked_parts(content) if content.startswith(b"PK") else ()
    if "xl/workbook.xml" in parts:
        return _xlsx_sheets
    if "content.xml" in parts:
        return ods_reader.sheets
    if extension == ".csv" and not parts and "\0" not in _decode(content):
        return _csv_sheets
    raise WorkbookError(
        _lt(
            "The content of “%(file)s” is not that of a workbook, whatever its name"
            " says. Open it in Excel or LibreOffice, save it as .xlsx and upload that.",
            file=filename,
        )
    )


def _checked_parts(content):
    """The names in an archive that does not explode."""
    expanded = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise zipfile.BadZipFile(f"compression {part.compress_type}")
            # The declared size may lie: read to the real end of the stream.
            part.file_size, part.CRC = MAX_EXPANDED_BYTES + 1, None
            with archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    expanded += len(chunk)
                    if expanded > MAX_EXPANDED_BYTES:
                        raise WorkbookError(
                            _lt(
                                "The workbook expands to more than %(limit)s MB. Copy"
                                " the leads alone into a new workbook and upload that.",
                                limit=MAX_EXPANDED_BYTES // 1024**2,
                            )
                        )
        return archive.namelist()


def _collect(raw_sheets, is_wanted):
    """Keep the rows that hold something, within the limits."""
    sheets, left = [], MAX_ROWS + _HEADER_ROWS
    for title, raw_rows in raw_sheets:
        filled = _filled_rows(raw_rows)
        first = next(filled, None)
        if sheets and not (first and is_wanted(first[1])):
            continue
        rows = [first] if first else []
        for row in filled:
            if len(rows) >= left:
                raise WorkbookError(
                    _lt(
                        "The workbook holds more than %(limit)s rows. Split it and"
                        " import the parts.",
                        limit=MAX_ROWS,
                    )
                )
            rows.append(row)
        left -= len(rows) - (_HEADER_ROWS if sheets else 0)
        sheets.append((title, rows))
    return sheets or [("", [])]


def _filled_rows(raw_rows):
    for row_no, raw_cells in enumerate(islice(raw_rows, _SHEET_ROWS), start=1):
        cells = [plain(cell) for cell in raw_cells]
        while cells and cells[-1] == "":
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise WorkbookError(
                _lt(
                    "Row %(row)s holds more than %(limit)s columns. Leave only the"
                    " columns of the leads.",
                    row=row_no,
                    limit=MAX_COLUMNS,
                )
            )
        if cells:
            yield row_no, cells


def plain(value):
    """A cell as it is handed out, whatever the library gave.

    >>> plain(datetime(2026, 5, 12)), plain(3.0), plain(None), plain(" a ")
    ('2026-05-12', 3, '', 'a')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return int(value)
    return value if isinstance(value, (bool, int, float)) else str(value)


def _xlsx_sheets(content):
    with warnings.catch_warnings():
        # What openpyxl cannot carry over (validations, styles) we do not need.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                # Some programs declare a smaller sheet than they write.
                sheet.reset_dimensions()
                rows = sheet.iter_rows(max_row=_SHEET_ROWS)
                yield sheet.title, ([_xlsx_value(cell) for cell in row] for row in rows)


def _xlsx_value(cell):
    value = cell.value
    if isinstance(value, str) and "_x" in value:
        # How a workbook writes letters that XML has not, and this way of writing.
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if type(value) in (int, float) and "%" in (cell.number_format or ""):
        return percent(value)
    return value


def _csv_sheets(content):
    text = _decode(content)
    first_line = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t|", key=first_line.count)
    yield "", csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _decode(content):
    """Unicode if it is; else what Excel writes in Iran."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1256")
