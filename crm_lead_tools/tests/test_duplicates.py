from odoo.tests import tagged

from .common import LeadImportCommon

HEADERS = ["عنوان", "ایمیل", "موبایل", "شهر", "شناسه"]


@tagged("post_install", "-at_install")
class TestDuplicates(LeadImportCommon):
    """What becomes of rows that are there already, or twice in the file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.env["res.partner"].create(
            {"name": "Sara", "email": "sara@b.ir", "phone": "+982188001122"}
        )
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "old",
                "email_from": "old@b.ir",
                "phone": "+989121234567",
                "user_id": cls.user_sales_manager.id,
                "import_external_id": "K1",
            }
        )

    def run_import(self, *rows, **values):
        lead_import = self.check([HEADERS, *rows], **values)
        self.do_import(lead_import)
        return lead_import

    def test_kinds(self):
        """LT-41: by external ID, e-mail or phone, in whatever form."""
        lead_import = self.check(
            [
                HEADERS,
                ["a", "", "", "", "k1"],
                ["b", "", "", "", "K1"],
                ["c", "OLD@b.ir"],
                ["d", "", "0912 123 4567"],
                ["e", "", "00989121234567"],
                ["f", "new@b.ir", "09123334455"],
                ["g", "", "9123334455"],
            ]
        )
        self.assertEqual(
            [row.match_kind for row in lead_import.row_ids],
            [False, "external_id", "email", "phone", "phone", False, "phone"],
        )
        self.assertEqual(lead_import.row_ids[1].match_lead_id, self.lead)
        self.assertEqual(lead_import.row_ids[6].match_row_id, lead_import.row_ids[5])

    def test_policies(self):
        """LT-41: leave out, fill the blanks, overwrite, create and flag."""
        row = ["new", "old@b.ir", "", "قم"]
        self.run_import(row, policy="skip")
        self.assertFalse(self.lead.city)
        lead_import = self.run_import(row, policy="fill")
        self.assert_accounted(lead_import, updated=1)
        self.assertEqual((self.lead.name, self.lead.city), ("old", "قم"))
        lead_import = self.run_import([*row[:3], "ری", "K1"], policy="overwrite")
        self.assertEqual((self.lead.name, self.lead.city), ("new", "ری"))
        self.assertEqual(self.lead.phone, "+989121234567")
        lead_import.action_undo()
        self.assertEqual((self.lead.name, self.lead.city), ("old", "قم"))
        lead_import = self.run_import([*row, "K1"], policy="flag")
        new = lead_import.row_ids.lead_id
        self.assertEqual(new.tag_ids.name, "Possible Duplicate")
        self.assertFalse(new.import_external_id)
        self.assertEqual(lead_import.imported_count, 1)

    def test_contact(self):
        """LT-41: a new lead of the contact, whose own e-mail and phone stay as they
        are; a match without a contact is an error, not a guess."""
        # Who is a contact only is no duplicate for the other policies.
        self.assert_accounted(self.check([HEADERS, ["x", "sara@b.ir"]]), ready=1)
        lead_import = self.run_import(
            ["first", "SARA@b.ir", "09121111111", "قم"],
            ["second", "old@b.ir"],
            ["third", "none@b.ir"],
            policy="contact",
        )
        self.assert_accounted(lead_import, imported=2, error=1)
        first = lead_import.row_ids[0].lead_id
        self.assertEqual(first.partner_id, self.contact)
        self.assertEqual(self.contact.email, "sara@b.ir")
        self.assertEqual(self.contact.phone, "+982188001122")
        self.assertIn("09121111111", first.description)
        self.assertIn("no contact", lead_import.error_row_ids.message)

    def test_in_the_file(self):
        """LT-41: of two rows of one person the second is a duplicate, and may fill in
        the lead that the first becomes."""
        rows = [["a", "a@b.ir"], ["b", "a@b.ir", "", "قم"], ["c", "", "", "", "7"]]
        lead_import = self.run_import(*rows, ["d", "", "", "ری", "7"], policy="fill")
        self.assert_accounted(lead_import, imported=2, updated=2)
        leads = lead_import.row_ids.lead_id
        self.assertEqual(leads.mapped("city"), ["قم", "ری"])
        lead_import.action_undo()
        self.assertFalse(leads.exists())

    def test_hidden_lead(self):
        """LT-41, 4.7: of a lead that the user may not see he learns that there is one:
        not which, and he cannot change it."""
        salesman = self.user_sales_salesman
        lead_import = self.check([HEADERS, ["x", "old@b.ir"]], user=salesman)
        row = lead_import.row_ids
        self.assertEqual(row.state, "duplicate")
        self.assertFalse(row.match_lead_id or row.match_name)
        self.assertIn("may not see", row.match_text)
        row.decision = "overwrite"
        lead_import.action_import()
        self.assert_accounted(lead_import, error=1)
        self.assertEqual(self.lead.name, "old")

    def test_created_in_between(self):
        """LT-41: a lead that somebody creates between check and import is found."""
        lead_import = self.check([HEADERS, ["x", "between@b.ir"]])
        self.assert_accounted(lead_import, ready=1)
        self.env["crm.lead"].create({"name": "y", "email_from": "between@b.ir"})
        lead_import.action_import()
        self.assert_accounted(lead_import, skipped=1)
