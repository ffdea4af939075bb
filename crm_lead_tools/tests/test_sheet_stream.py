import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..lead_export import ExportOptions, StreamedWorkbook
from ..row_stamp import checksum, stamp
from ..workbook_reader import plain, read_sheets
from ..workbook_writer import SheetColumn

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TEXTS |= st.sampled_from(["=1+1", "_x0041_", "_x005F_x0041_", "a\r\n b", "<&>", "+98"])
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(-(10.0**12), 10.0**12)
DATES = st.dates(date(1900, 3, 1), date(9999, 12, 31))


@tagged("post_install", "-at_install")
class TestSheetStream(BaseCase):
    @given(st.lists(st.tuples(TEXTS | NUMBERS, TEXTS, DATES), max_size=5))
    @settings(deadline=None, max_examples=60)
    def test_cells_come_back(self, rows):
        """LT-42, C.9: whatever a lead says comes back from a streamed sheet as it is
        written into its stamp, and nothing of it is a formula."""
        columns = [
            SheetColumn("name", "Lead Title"),
            SheetColumn("city", "City"),
            SheetColumn("date_deadline", "Closing", number_format="yyyy-mm-dd"),
        ]
        target = io.BytesIO()
        book = StreamedWorkbook(target, ExportOptions(), columns)
        spool = book.add_sheet("Leads")
        for name, city, closing in rows:
            spool.add([plain(name), plain(city), closing])
        book.finish("")
        book.close()
        [(_title, found)] = read_sheets(target.getvalue(), "a.xlsx")
        self.assertEqual(
            [cells for _row_no, cells in found[2:]],
            [[plain(cell) for cell in row] for row in rows],
        )
        for (_row_no, cells), row in zip(found[2:], rows, strict=True):
            self.assertEqual(stamp(1, cells), stamp(1, [plain(cell) for cell in row]))
            self.assertEqual(checksum(cells[0]), checksum(row[0]))
