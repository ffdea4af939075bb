"""OpenDocument spreadsheets (.ods), read as a stream."""

import io
import zipfile
from datetime import datetime
from itertools import groupby, repeat
from operator import itemgetter

from lxml import etree

from .cells import percent

# What a sheet can hold at all: a forged file may claim more.
_SHEET_COLUMNS = 16_384
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def sheets(content):
    # pylint: disable=bad-builtin-groupby  # that of Odoo reads all rows first
    for (_number, title), rows in groupby(_rows(content), key=itemgetter(0)):
        yield title, (cells for _table, cells in rows)


def _rows(content):
    """(number and title of the table, cells) of the rows of all visible tables."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        stream = io.BytesIO(archive.read("content.xml"))
    hidden_styles, is_visible, table = set(), False, (0, "")
    for event, node in etree.iterparse(
        stream,
        events=("start", "end"),
        tag=(f"{_STYLE}style", f"{_TABLE}table", f"{_TABLE}table-row"),
        resolve_entities=False,
        no_network=True,
    ):
        if node.tag == f"{_TABLE}table" and event == "start":
            is_visible = node.get(f"{_TABLE}style-name") not in hidden_styles
            table = table[0] + 1, node.get(f"{_TABLE}name", "")
        elif event == "end" and node.tag == f"{_TABLE}table-row" and is_visible:
            row = _row(node)
            yield from repeat((table, row), _count(node, "rows"))
            node.clear()
        elif event == "end" and node.tag == f"{_STYLE}style":
            properties = node.find(f"{_STYLE}table-properties")
            if properties is not None and properties.get(f"{_TABLE}display") == "false":
                hidden_styles.add(node.get(f"{_STYLE}name"))


def _row(node):
    cells = []
    for cell in node.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        room = _SHEET_COLUMNS - len(cells)
        cells.extend(repeat(_value(cell), min(room, _count(cell, "columns"))))
    return cells


def _count(node, axis):
    return int(node.get(f"{_TABLE}number-{axis}-repeated", 1))


def _value(cell):
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "currency"):
        return float(cell.get(f"{_OFFICE}value"))
    if kind == "percentage":
        return percent(float(cell.get(f"{_OFFICE}value")))
    if kind == "date":
        return datetime.fromisoformat(cell.get(f"{_OFFICE}date-value"))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    # Only the paragraphs of the cell itself: a comment holds paragraphs too.
    lines = ("".join(line.itertext()) for line in cell.iterchildren(f"{_TEXT}p"))
    return "\n".join(lines)
