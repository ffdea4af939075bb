import io
import zipfile
from datetime import date, datetime
from unittest.mock import patch

import openpyxl
import xlwt

from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from .. import workbook_reader
from ..workbook_reader import WorkbookError, read_rows
from .common import english, make_xlsx

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"
XLSX_SHEET = "xl/worksheets/sheet1.xml"


def repack(content, replace):
    """The archive with some of its parts replaced, compressed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, replace.get(name, old.read(name)))
    return target.getvalue()


def make_ods(table, styles=""):
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "style", "table", "text")
    )
    document = (
        f"<office:document-content {namespaces}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", document)
    return target.getvalue()


@tagged("post_install", "-at_install")
class TestWorkbookReader(BaseCase):
    def assert_refused(self, content, name, words):
        with self.assertRaises(WorkbookError) as caught:
            read_rows(content, name)
        self.assertIn(words, english(caught.exception.message))

    def test_kinds_of_cells(self):
        """LT-41: dates, percentages, errors of formulas and blanks of a workbook."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["متن\u200f ", 12, 1.5, True, date(2026, 5, 12), None, "#N/A"])
        sheet.append([])
        sheet.append([datetime(2026, 5, 12, 8, 30), 0.3, "=1+1"])
        sheet["B3"].number_format = "0.0%"
        sheet["B4"] = -181000
        sheet["B4"].number_format = "yyyy-mm-dd"
        content = io.BytesIO()
        book.save(content)
        rows = read_rows(content.getvalue(), "a.XLSX")
        self.assertEqual(rows[0], (1, ["متن", 12, 1.5, True, "2026-05-12", "", "#N/A"]))
        self.assertEqual(rows[1][0], 3)
        self.assertEqual(rows[1][1][:2], ["2026-05-12 08:30:00", "30%"])
        # Excel knows no such date; the year tells the check that it is a Jalali one.
        self.assertEqual(rows[2], (4, ["", "1404-06-08"]))

    def test_first_visible_sheet(self):
        """LT-41: hidden sheets hold our lists, not leads."""
        book = openpyxl.Workbook()
        book.active.append(["hidden"])
        book.active.sheet_state = "hidden"
        book.create_sheet("b").append(["seen"])
        book.create_sheet("c").append(["other"])
        content = io.BytesIO()
        book.save(content)
        self.assertEqual(read_rows(content.getvalue(), "a.xlsx"), [(1, ["seen"])])

    def test_ods(self):
        """LT-41: repeated cells and rows, comments, kinds of values."""
        content = make_ods(
            '<table:table table:style-name="h"><table:table-row><table:table-cell>'
            "<text:p>hidden</text:p></table:table-cell></table:table-row></table:table>"
            '<table:table table:style-name="v"><table:table-row>'
            '<table:table-cell office:value-type="string"><office:annotation><text:p>no'
            "</text:p></office:annotation><text:p>a<text:span>b</text:span></text:p>"
            "<text:p>c</text:p></table:table-cell>"
            '<table:table-cell table:number-columns-repeated="2"/>'
            '<table:table-cell office:value-type="float" office:value="5"/>'
            '<table:table-cell office:value-type="percentage" office:value="0.3"/>'
            '<table:table-cell office:value-type="date" '
            'office:date-value="2026-05-12"/><table:table-cell '
            'office:value-type="boolean" office:boolean-value="true"/>'
            '<table:table-cell table:number-columns-repeated="16377"/>'
            '</table:table-row><table:table-row table:number-rows-repeated="3">'
            "<table:table-cell/></table:table-row>"
            '<table:table-row table:number-rows-repeated="2"><table:table-cell '
            'office:value-type="string"><text:p>x</text:p></table:table-cell>'
            '</table:table-row><table:table-row table:number-rows-repeated="1048570">'
            "<table:table-cell/></table:table-row></table:table>",
            '<style:style style:name="h"><style:table-properties '
            'table:display="false"/>'
            '</style:style><style:style style:name="v"><style:table-properties '
            'table:display="true"/></style:style>',
        )
        first = ["ab\nc", "", "", 5, "30%", "2026-05-12", True]
        self.assertEqual(
            read_rows(content, "a.ods"), [(1, first), (5, ["x"]), (6, ["x"])]
        )

    def test_csv(self):
        """LT-41: the encodings and separators of Excel and of others."""
        for encoding in ("utf-8-sig", "utf-8", "utf-16", "cp1256"):
            for separator in ",;\t":
                text = f"نام{separator}تلفن\r\n\r\nسارا{separator}021\r\n"
                with self.subTest(encoding=encoding, separator=separator):
                    self.assertEqual(
                        read_rows(text.encode(encoding), "a.csv"),
                        [(1, ["نام", "تلفن"]), (3, ["سارا", "021"])],
                    )

    def test_not_a_workbook(self):
        """LT-41: a picture renamed to xlsx, and other files with a wrong name."""
        self.assert_refused(PNG, "leads.xlsx", "not that of a workbook")
        self.assert_refused(PNG, "leads.csv", "not that of a workbook")
        self.assert_refused(b"a,b", "leads.xlsx", "not that of a workbook")
        self.assert_refused(b"", "leads.xlsx", "not that of a workbook")
        self.assert_refused(PNG, "leads.png", "Save it as")
        self.assert_refused(b"\xd0\xcf\x11\xe0old", "leads.xls", "Save it as")
        self.assert_refused(b"\xd0\xcf\x11\xe0old", "leads.xlsx", "without a password")

    def test_old_excel(self):
        """LT-17: workbooks of Excel 97 to 2003, with dates, shares, errors and hidden
        sheets; a cell in a far corner costs nothing, one with a password is refused."""
        book = xlwt.Workbook()
        book.add_sheet("hidden").visibility = 1
        sheet = book.add_sheet("leads")
        share = xlwt.easyxf(num_format_str="0.0%")
        day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
        for index, cell in enumerate(["‏الف", 9121234567, 1.5, True]):
            sheet.write(0, index, cell)
        sheet.write(1, 0, 0.125, share)
        sheet.write(1, 1, date(2026, 5, 12), day)
        sheet.write(1, 2, xlwt.Formula("1/0"))
        sheet.write(65535, 199, "z")
        content = io.BytesIO()
        book.save(content)
        rows = read_rows(content.getvalue(), "a.xls")
        self.assertEqual(rows[0], (1, ["الف", 9121234567, 1.5, True]))
        self.assertEqual(rows[1][1][:2], ["12.5%", "2026-05-12"])
        self.assertEqual((rows[2][0], rows[2][1][-1]), (65536, "z"))
        self.assertEqual(read_rows(content.getvalue(), "a.xlsx"), rows)
        cut = content.getvalue()[:-2000]
        with mute_logger(workbook_reader.__name__):
            self.assert_refused(cut[:3000], "a.xls", "Save it as")

    def test_other_archives(self):
        """LT-41: a zip file is not a workbook, and a broken one is no archive."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("a.txt", "a")
        self.assert_refused(target.getvalue(), "a.xlsx", "not that of a workbook")
        self.assert_refused(target.getvalue(), "a.csv", "not that of a workbook")
        with self.assertLogs(workbook_reader.__name__):
            self.assert_refused(b"PK\x03\x04broken", "a.xlsx", "is damaged")
        damaged = repack(make_xlsx([["a"]]), {XLSX_SHEET: "<worksheet><sheetData><row"})
        with mute_logger(workbook_reader.__name__):
            self.assert_refused(damaged, "a.xlsx", "is damaged")

    def test_size_limits(self):
        """LT-41: a file too large, too long or too wide is refused before it hurts."""
        too_large = b"a" * (workbook_reader.MAX_BYTES + 1)
        self.assert_refused(too_large, "a.csv", "larger than 10 MB")
        with patch.object(workbook_reader, "MAX_ROWS", 3):
            rows = [["a"]] * 5
            self.assertEqual(len(read_rows(make_xlsx(rows), "a.xlsx")), 5)
            self.assert_refused(make_xlsx([*rows, ["a"]]), "a.xlsx", "more than 3 rows")
        wide = make_xlsx([["a"] * 201])
        self.assert_refused(wide, "a.xlsx", "more than 200 columns")

    def test_zip_bomb(self):
        """LT-41: a small file that expands without end is refused while it expands,
        even if it declares a harmless size."""
        bomb = repack(make_xlsx([["a"]]), {XLSX_SHEET: b" " * (201 * 1024 * 1024)})
        self.assertLess(len(bomb), 300_000)
        self.assert_refused(bomb, "a.xlsx", "expands to more than 200 MB")
        # The same with a forged size in the directory of the archive.
        size = (201 * 1024 * 1024).to_bytes(4, "little")
        forged = bomb.replace(size, (100).to_bytes(4, "little"))
        self.assertNotEqual(bomb, forged)
        self.assert_refused(forged, "a.xlsx", "expands to more than 200 MB")

    def test_opposite_corners(self):
        """LT-41: two cells at the ends of a sheet do not become 17 billion."""
        book = openpyxl.Workbook()
        book.active["A1"] = "a"
        book.active["XFD1048576"] = "z"
        content = io.BytesIO()
        book.save(content)
        self.assert_refused(content.getvalue(), "a.xlsx", "more than 200 columns")
        cell = '<table:table-cell office:value-type="string"><text:p>a</text:p>'
        many = cell.replace(" off", ' table:number-columns-repeated="999999999" off')
        row = '<table:table-row table:number-rows-repeated="999999999">'
        for table, words in (
            (
                f"<table:table-row>{many}</table:table-cell></table:table-row>",
                "columns",
            ),
            (f"{row}{cell}</table:table-cell></table:table-row>", "rows"),
        ):
            ods = make_ods(f"<table:table>{table}</table:table>")
            self.assert_refused(ods, "a.ods", words)

    def test_entities(self):
        """LT-41: a workbook cannot make the server read its own files."""
        entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        content = make_ods(
            "<table:table><table:table-row><table:table-cell><text:p>&x;</text:p>"
            "</table:table-cell></table:table-row></table:table>"
        )
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            document = archive.read("content.xml").decode()
        forged = repack(content, {"content.xml": entity + document})
        self.assertEqual(read_rows(forged, "a.ods"), [(1, ["&x;"])])
