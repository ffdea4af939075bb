"""Workbooks of Excel 97 to 2003 (.xls), by xlrd.

They are not compressed, so the limit on the size of the file limits what they hold;
rows are kept as long as they are (ragged), so a cell in a far corner costs nothing.
"""

import io

import xlrd

from .cells import percent

SIGNATURE = b"\xd0\xcf\x11\xe0"
_VISIBLE = 0


def is_readable(content):
    """Not one with a password, nor another document in the same container."""
    try:
        _open(content).release_resources()
    except Exception:
        # A forged or protected file fails anywhere in the library.
        return False
    return True


def sheets(content):
    with _open(content) as book:
        for sheet in book.sheets():
            if sheet.visibility == _VISIBLE:
                rows = (sheet.row(line) for line in range(sheet.nrows))
                yield sheet.name, ([_value(book, c) for c in row] for row in rows)


def _open(content):
    return xlrd.open_workbook(
        file_contents=content,
        # Of a share, only the format tells that it is one.
        formatting_info=True,
        ragged_rows=True,
        logfile=io.StringIO(),
    )


def _value(book, cell):
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        style = book.xf_list[cell.xf_index]
        if "%" in book.format_map[style.format_key].format_str:
            return percent(cell.value)
    return cell.value
