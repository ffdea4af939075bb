"""Rows of a sheet, written to the disk as they come and put into the workbook at last.

xlsxwriter makes the workbook with all that is not a row of data (formats, widths,
lists, headers); its own way to write a row takes five times as long as that of
`RowSpool`. Texts are texts: there is no way to write a formula or a link here.
"""

import re
import tempfile
import zipfile
from datetime import date

from xlsxwriter.utility import xl_col_to_name

_END = b"</sheetData>"
_CHUNK = 1024 * 1024
# Less than the best compression, in half of its time.
_COMPRESSION = 3
_DAY_ZERO = date(1899, 12, 30).toordinal()
_STYLE = re.compile(r'<c r="([A-Z]+)1" s="(\d+)"')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
# What XML does not know, and what means a letter that it does not know.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LITERAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def column_styles(content, count):
    """The formats of the columns of the first sheet of a workbook, which has a cell in
    each column of its first row."""
    with zipfile.ZipFile(content) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    styles = dict(_STYLE.findall(sheet))
    return [styles[xl_col_to_name(index)] for index in range(count)]


class RowSpool:
    """The rows of one sheet. How to use: `add` rows, then `put_rows` all spools."""

    def __init__(self, styles, first_row):
        self.count = 0
        self._first_row = first_row
        self._width = len(styles)
        self._cells = [
            (f'<c r="{xl_col_to_name(index)}', f'" s="{style}"')
            for index, style in enumerate(styles)
        ]
        self._file = tempfile.TemporaryFile(prefix="leads_")  # noqa: SIM115

    def add(self, cells):
        """:param cells: texts, numbers and dates; blank ones are left out"""
        row = str(self._first_row + self.count + 1)
        parts = [f'<row r="{row}">']
        for (opening, style), cell in zip(self._cells, cells, strict=True):
            if cell == "":
                continue
            if type(cell) is str:
                text = _escaped(cell)
                value = f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is>'
            elif isinstance(cell, date):
                value = f"><v>{cell.toordinal() - _DAY_ZERO}</v>"
            else:
                value = f"><v>{cell!r}</v>"
            parts.append(f"{opening}{row}{style}{value}</c>")
        parts.append("</row>")
        self._file.write("".join(parts).encode())
        self.count += 1

    @property
    def dimension(self):
        last_row = self._first_row + self.count
        return f"A1:{xl_col_to_name(self._width - 1)}{last_row}".encode()

    def pour(self, target):
        self._file.seek(0)
        while chunk := self._file.read(_CHUNK):
            target.write(chunk)
        self._file.close()


def put_rows(content, spools, target):
    """
    :param content: an open workbook, whose first sheets wait for rows
    :param spools: RowSpools of these sheets, in their order
    :param target: an open file
    """
    by_name = {
        f"xl/worksheets/sheet{number}.xml": spool
        for number, spool in enumerate(spools, start=1)
    }
    with (
        zipfile.ZipFile(content) as source,
        zipfile.ZipFile(
            target, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION
        ) as archive,
    ):
        for name in source.namelist():
            spool = by_name.get(name)
            if not spool:
                archive.writestr(name, source.read(name))
                continue
            head, _end, tail = source.read(name).partition(_END)
            dimension = b'<dimension ref="%s"' % spool.dimension
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(_DIMENSION.sub(dimension, head, count=1))
                spool.pour(part)
                part.write(_END + tail)


def _escaped(text):
    """
    >>> _escaped("a<b & _x0041_")
    'a&lt;b &amp; _x005F_x0041_'
    """
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "_x" in text:
        text = _LITERAL.sub("_x005F_", text)
    return _FORBIDDEN.sub("", text)
