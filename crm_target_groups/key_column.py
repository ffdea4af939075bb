"""One column of a workbook of unknown origin: the keys that name contacts or leads.

`read_keys` takes xlsx and csv and returns (row number, key) of the first visible sheet.
An upload is hostile until it is read: its size, the real (not the declared) expansion
of the archive, its rows and columns are limited, and the sheet is streamed.
"""

import csv
import io
import logging
import re
import warnings
import zipfile
from itertools import islice

import openpyxl

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__, default_lang="en_US")
_logger = logging.getLogger(__name__)

MAX_BYTES = 20 * 1024 * 1024
MAX_EXPANDED_BYTES = 300 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 500

_CHUNK = 1024 * 1024
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# Marks of direction and other controls that spreadsheets leave in a cell.
_INVISIBLE = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class KeyColumnError(ValueError):
    """Why a file cannot be taken; `message` is translated when it is shown."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def read_keys(content, filename, column):
    """(row number, key) of each cell below the header `column` that holds something."""
    if len(content) > MAX_BYTES:
        raise KeyColumnError(
            _lt(
                "The file is larger than %(limit)s MB. Leave only the column with the "
                "keys in it.",
                limit=MAX_BYTES // 1024**2,
            )
        )
    try:
        return _collect(_rows(content, filename), column)
    except KeyColumnError:
        raise
    except Exception as error:
        # A damaged or forged file fails anywhere in the libraries that parse it.
        _logger.info("Unreadable workbook: %r", error)
        raise KeyColumnError(
            _lt(
                "“%(file)s” is damaged. Open it in Excel or LibreOffice, save it again "
                "as .xlsx and upload that.",
                file=filename,
            )
        ) from error


def plain(value):
    """What a cell says, as text that can be compared.

    >>> plain(12.0), plain(" ۱۲۳\\u200f "), plain(None)
    ('12', '123', '')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value)
    return _INVISIBLE.sub("", text.translate(_DIGITS)).strip()


def harmless(text):
    """A cell that no spreadsheet takes for a formula.

    >>> harmless("=cmd()"), harmless("Ali")
    ("'=cmd()", 'Ali')
    """
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text


def _collect(rows, column):
    header, keys = None, []
    wanted = _fold(column)
    for row_no, cells in enumerate(rows, start=1):
        if header is None:
            names = [plain(cell) for cell in islice(cells, MAX_COLUMNS)]
            if not any(names):
                continue
            folded = [_fold(name) for name in names]
            if wanted not in folded:
                raise KeyColumnError(
                    _lt(
                        "The file has no column “%(column)s”. Its columns are: "
                        "%(names)s",
                        column=column,
                        names=", ".join(filter(None, names[:20])),
                    )
                )
            header = folded.index(wanted)
            continue
        key = plain(cells[header]) if header < len(cells) else ""
        if not key:
            continue
        if len(keys) >= MAX_ROWS:
            raise KeyColumnError(
                _lt(
                    "The sheet holds more than %(limit)s rows. Split it and import the "
                    "parts.",
                    limit=MAX_ROWS,
                )
            )
        keys.append((row_no, key))
    if header is None:
        raise KeyColumnError(_lt("The first visible sheet of the file is empty."))
    return keys


def _fold(name):
    return " ".join(plain(name).lower().split())


def _rows(content, filename):
    """By the content: the name of a file proves nothing, except for text."""
    if content.startswith(b"PK"):
        if "xl/workbook.xml" in _checked_parts(content):
            return _xlsx_rows(content)
    elif filename.lower().endswith(".csv"):
        text = _decode(content)
        if "\0" not in text:
            first_line = text.lstrip().partition("\n")[0]
            delimiter = max(",;\t|", key=first_line.count)
            return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    raise KeyColumnError(
        _lt(
            "“%(file)s” is no workbook that can be read, whatever its name says. Save "
            "it in Excel or LibreOffice as .xlsx or .csv, without a password, and "
            "upload that.",
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
                        raise KeyColumnError(
                            _lt(
                                "The workbook expands to more than %(limit)s MB. Copy "
                                "the column with the keys alone into a new one.",
                                limit=MAX_EXPANDED_BYTES // 1024**2,
                            )
                        )
        return archive.namelist()


def _xlsx_rows(content):
    with warnings.catch_warnings():
        # What openpyxl cannot carry over (validations, styles) we do not need.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        sheet = next(s for s in book.worksheets if s.sheet_state == "visible")
        # Some programs declare a smaller sheet than they write.
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)


def _decode(content):
    """Unicode if it is; else what Excel writes in Iran."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1256")
