import base64
import csv
import io
import zipfile

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import key_column
from .common import TargetGroupsCommon

MUTED = "odoo.addons.crm_target_groups.key_column"


def workbook(rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@tagged("post_install", "-at_install")
class TestImport(TargetGroupsCommon):
    """TG-13: people come into a group from a column of keys in a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        for number, partner in enumerate(cls.partners):
            partner.write({"ref": f"C{number}", "email": f"guest{number}@example.com"})

    def _import(self, content, user=None, filename="people.xlsx", **vals):
        wizard = (
            self.env["crm.target.group.import"]
            .with_user(user or self.owner)
            .create(
                {
                    "group_id": self.group.id,
                    "file": base64.b64encode(content),
                    "filename": filename,
                    "column": "Customer no.",
                    **vals,
                }
            )
        )
        wizard.action_import()
        return wizard

    def _faulty(self, wizard):
        text = base64.b64decode(wizard.report).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text)))[1:]

    def test_by_reference(self):
        """TG-13: unknown and ambiguous keys are reported, the others come in."""
        self.partners[4].ref = "C3"
        content = workbook(
            [
                ["Name", "Customer no."],
                ["x", "C0"],
                ["y", " C1 "],
                [],
                ["y", "C1"],
                ["z", "C3"],
                ["z", "@SUM(1)"],
            ]
        )
        wizard = self._import(content)
        self.assertEqual(
            self._members(self.group).partner_id.sorted("id"), self.partners[:2]
        )
        self.assertEqual(set(self._members(self.group).mapped("source")), {"import"})
        self.assertIn("2 added", wizard.result)
        self.assertEqual(
            self._faulty(wizard),
            [
                ["6", "C3", "names 2 records"],
                ["7", "'@SUM(1)", "names nobody you have access to"],
            ],
        )
        self.group.action_undo_last()
        self.assertFalse(self._members(self.group))

    def test_kinds_of_keys(self):
        """TG-13: id, email, phone and tax id, however they are written."""
        partner = self.partners[0]
        partner.write(
            {"phone": "+98 912 345 6789", "vat": "IR 12", "country_id": False}
        )
        self.env.company.country_id = self.env.ref("base.ir")
        for key, text in (
            ("id", partner.id),
            (
                "id",
                str(partner.id).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
            ),
            ("email", "GUEST0@example.com"),
            ("phone", "۰۹۱۲۳۴۵۶۷۸۹"),
            ("vat", "ir12"),
        ):
            self._members(self.group).with_user(self.owner).action_remove()
            self._import(workbook([["CUSTOMER NO."], [text]]), key=key)
            with self.subTest(key=key, text=text):
                self.assertEqual(self._members(self.group).partner_id, partner)

    def test_leads(self):
        """TG-13: leads by their ids and emails; those of others are unknown."""
        rows = [["Customer no."], *([lead.id] for lead in self.leads)]
        wizard = self._import(workbook(rows), key="id", model="crm.lead")
        self.assertEqual(self._members(self.group).lead_id, self.owner_lead)
        self.assertEqual(len(self._faulty(wizard)), 1)
        with self.assertRaises(UserError):
            self._import(workbook(rows), key="ref", model="crm.lead")

    def test_csv(self):
        """TG-13: a CSV file of Excel in Iran."""
        content = "نام;Customer no.\r\nعلي;C2\r\n".encode("cp1256")
        self._import(content, filename="people.csv")
        self.assertEqual(self._members(self.group).partner_id, self.partners[2])

    @mute_logger(MUTED)
    def test_bad_files(self):
        """Bad input: each file is refused with what to do, and nobody comes in."""
        good = workbook([["Customer no."], ["C0"]])
        for content, filename, message in (
            (workbook([["Name"], ["C0"]]), "people.xlsx", "no column"),
            (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture.xlsx", "no workbook"),
            (good[:200], "people.xlsx", "damaged"),
            (b"\xd0\xcf\x11\xe0" + bytes(600), "old.xls", "no workbook"),
            (bytes(100), "zeros.csv", "no workbook"),
            (workbook([[]]), "empty.xlsx", "is empty"),
            (self._bomb(), "bomb.xlsx", "expands"),
            (self._repacked(good), "packed.xlsx", "damaged"),
        ):
            with (
                self.subTest(filename),
                self.assertRaisesRegex(UserError, message),
                self.cr.savepoint(),
            ):
                self._import(content, filename=filename)
        self.assertFalse(self._members(self.group))

    def _repacked(self, content):
        """The same workbook by a method of compression that no program uses for it."""
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive,
        ):
            for name in source.namelist():
                archive.writestr(name, source.read(name))
        return stream.getvalue()

    def _bomb(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "x")
            with archive.open("xl/worksheets/sheet1.xml", "w") as part:
                for _chunk in range(310):
                    part.write(bytes(1024**2))
        return stream.getvalue()

    def test_too_many_rows(self):
        """Bad input: 200,000 rows are refused in seconds."""
        lines = "\n".join(f"C{number}" for number in range(200_000))
        with self.assertRaisesRegex(UserError, "more than 100000 rows"):
            self._import(f"Customer no.\n{lines}".encode(), filename="many.csv")

    def test_formulas_in_the_report(self):
        """Bad input: a key never becomes a formula in the report."""
        for text in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"):
            self.assertTrue(key_column.harmless(text).startswith("'"))
        self.assertEqual(key_column.harmless("Ali"), "Ali")

    def test_right_to_the_group(self):
        """TG-07: nobody imports into the private group of another."""
        self.group.action_make_private()
        with self.assertRaises(AccessError):
            self._import(workbook([["Customer no."], ["C0"]]), self.colleague)

    def test_queries_do_not_grow(self):
        """100 keys take as many queries as one."""
        counts = []
        for number in (1, 100):
            keys = [(row, f"C{row}") for row in range(number)]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.group._import_keys("res.partner", "ref", keys)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
