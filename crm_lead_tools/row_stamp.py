"""Which lead stands in a row of an exported workbook, and how it left the house.

The hidden cell of a row holds the id of the lead and a checksum of each of its cells.
When the workbook comes back, a cell that differs from its checksum has been changed in
the workbook; a cell of the lead that differs from it has been changed in Odoo since.
So nothing is taken for a change that nobody made, and nothing is undone that somebody
made in the meantime. The head of the column names the database, the language and the
columns, in the order of the checksums.

A stamp proves nothing and grants nothing: rights are asked for each lead.
"""

import base64
import hashlib
import struct
import zlib

from .cells import cell_text
from .lead_sheet import RECORD
from .workbook_reader import plain


def checksum(cell):
    """Of a cell as reading gives it.

    >>> checksum("1") == checksum(1) == checksum(1.0), checksum(1) == checksum(2)
    (True, False)
    """
    return zlib.crc32(cell_text(plain(cell)).encode())


def _checksum_of_plain(cell):
    return zlib.crc32((cell if type(cell) is str else str(cell)).encode())


def stamp(lead_id, cells):
    """:param cells: plain ones, as LeadCells writes them"""
    sums = struct.pack(f"<{len(cells)}I", *map(_checksum_of_plain, cells))
    return f"{lead_id}:{base64.b64encode(sums).decode()}"


def stamp_head(env, names):
    return f"{RECORD}={_database(env)};{env.lang or ''};{','.join(names)}"


class StampReader:
    """How to use: make one from the head of the column, `decode` each cell below it."""

    def __init__(self, env, head):
        database, lang, names = [*head.split(";", 2), "", ""][:3]
        self.is_foreign = database != _database(env)
        # Names of records stand in the workbook as this language has them.
        is_known = lang in dict(env["res.lang"].get_installed())
        self.lang = lang if is_known else env.lang
        self.names = names.split(",")

    def decode(self, cell):
        """The id of the lead and its checksums by name of column; None if somebody has
        written into the cell.

        >>> reader = object.__new__(StampReader)
        >>> reader.is_foreign, reader.names = False, ["name"]
        >>> reader.decode(stamp(7, ["a"])) == (7, {"name": checksum("a")})
        True
        >>> [reader.decode(cell) for cell in ("8:?", "", "9999999999:AAAAAA==")]
        [None, None, None]
        """
        lead_id, _colon, encoded = cell.partition(":")
        try:
            sums = base64.b64decode(encoded, validate=True)
            sums = struct.unpack(f"<{len(self.names)}I", sums)
            lead_id = int(lead_id)
        except (ValueError, struct.error):
            return None
        if self.is_foreign or not 0 < lead_id < 2**31:
            return None
        return lead_id, dict(zip(self.names, sums, strict=True))


def _database(env):
    # sudo: of the identity of this database, a checksum
    uuid = env["ir.config_parameter"].sudo().get_param("database.uuid", "")
    return hashlib.sha256(uuid.encode()).hexdigest()[:12]
