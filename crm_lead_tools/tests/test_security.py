from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from .common import LeadImportCommon

ROWS = [["عنوان", "موبایل"], ["a", "09121234567"], ["b", "ندارد"]]


@tagged("post_install", "-at_install")
class TestAccess(LeadImportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_employee = mail_new_test_user(cls.env, login="employee_of_nothing")

    def test_own_imports(self):
        """LT-41, 4.7: a salesperson sees his own imports and rows, a manager all."""
        own = self.check(ROWS, user=self.user_sales_salesman)
        for user in (self.user_sales_leads, self.user_employee):
            foreign, rows = own.with_user(user), own.row_ids.with_user(user)
            with self.subTest(user=user.login):
                for record in (foreign, rows):
                    for operation in ("read", "write"):
                        with self.assertRaises(AccessError):
                            record.check_access(operation)
                with self.assertRaises(AccessError):
                    foreign.action_import()
        self.assertEqual(own.with_user(self.user_sales_manager).total_count, 2)

    def test_every_action_checks_rights(self):
        """LT-41, 4.7: no public method works on the import of another."""
        own = self.check(ROWS, user=self.user_sales_salesman)
        draft = self.upload(b"a", user=self.user_sales_salesman)
        foreign = self.user_sales_leads
        for record, action in (
            (draft, "action_check"),
            (own, "action_import"),
            (own, "action_restart"),
        ):
            with self.subTest(action=action), self.assertRaises(AccessError):
                getattr(record.with_user(foreign), action)()
        self.assert_accounted(own, ready=1, error=1, imported=0)

    def test_removal(self):
        """LT-41: imports are kept; managers may remove them, the leads stay."""
        own = self.check(ROWS, user=self.user_sales_salesman)
        own.action_import()
        lead = own.row_ids.lead_id
        with self.assertRaises(AccessError):
            own.unlink()
        own.with_user(self.user_sales_manager).unlink()
        self.assertTrue(lead.exists())
        self.assertFalse(lead.import_id)

    def test_rows_are_not_forged(self):
        """LT-41, 4.7: what undo would delete, and whose rights the worker has, is not
        for users to write; they decide on rows."""
        own = self.check(ROWS, user=self.user_sales_salesman)
        row = own.row_ids[0]
        row.decision = "flag"
        lead = self.env["crm.lead"].create({"name": "a", "user_id": own.user_id.id})
        with self.assertRaises(AccessError):
            row.write({"state": "imported", "lead_id": lead.id})
        with self.assertRaises(AccessError):
            row.create({"import_id": own.id, "row_no": 1, "payload": []})
        with self.assertRaises(ValidationError):
            own.user_id = self.user_sales_manager
        with self.assertRaises(AccessError):
            own.started_by_id = self.user_sales_manager
        forged = {"default_started_by_id": self.user_sales_manager.id}
        self.assertFalse(own.with_context(**forged).create({}).started_by_id)

    def test_leads_with_the_rights_of_the_user(self):
        """LT-41: leads are created as the user, under the record rules."""
        own = self.check(ROWS, user=self.user_sales_salesman)
        own.action_import()
        lead = own.row_ids.lead_id
        self.assertEqual(lead.user_id, self.user_sales_salesman)
        self.assertEqual(lead.create_uid, self.user_sales_salesman)

    def test_record_rules_have_the_last_word(self):
        """LT-41: a rule that the check does not know refuses the row, not the file."""
        self.env["ir.rule"].create(
            {
                "name": "no b",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "domain_force": "[('city', '!=', 'قم')]",
            }
        )
        rows = [["عنوان", "شهر"], ["a", "قم"], ["b", "ری"]]
        lead_import = self.check(rows, user=self.user_sales_salesman)
        self.assert_accounted(lead_import, ready=2, error=0, imported=0)
        lead_import.action_import()
        self.assert_accounted(lead_import, ready=0, error=1, imported=1)

    def test_other_company(self):
        """LT-41, 4.7: imports of a company are seen in that company only."""
        other = self.env["res.company"].create({"name": "Other"})
        manager = self.user_sales_manager
        manager.company_ids += other
        lead_import = self.upload(b"a", company_id=other.id)
        inside = lead_import.with_context(allowed_company_ids=other.ids)
        inside.with_user(manager).check_access("read")
        outside = lead_import.with_context(allowed_company_ids=self.env.company.ids)
        with self.assertRaises(AccessError):
            outside.with_user(manager).check_access("read")


@tagged("post_install", "-at_install")
class TestDownloads(HttpCase, LeadImportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_employee = mail_new_test_user(cls.env, login="employee_of_nothing")

    def get(self, user, url):
        self.authenticate(user.login, user.login)
        return self.url_open(url)

    def test_template(self):
        """LT-41, 4.7: salespeople download the template, others do not."""
        response = self.get(self.user_sales_salesman, "/crm_lead_tools/template.xlsx")
        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.content.startswith(b"PK"))
        self.assertIn("spreadsheetml", response.headers["Content-Type"])
        with mute_logger("odoo.http"):
            refused = self.get(self.user_employee, "/crm_lead_tools/template.xlsx")
        self.assertEqual(refused.status_code, 403)

    def test_template_needs_a_login(self):
        """LT-41, 4.7: the template names the salespeople: not for the public."""
        response = self.url_open("/crm_lead_tools/template.xlsx")
        self.assertIn("/web/login", response.url)

    def test_error_workbook(self):
        """LT-41, 4.7: the error workbook holds personal data: the owner and the
        managers get it, nobody else."""
        own = self.check(ROWS, user=self.user_sales_salesman)
        url = f"/crm_lead_tools/import/{own.id}/errors.xlsx"
        self.assertEqual(own.action_download_errors()["url"], url)
        for user in (self.user_sales_salesman, self.user_sales_manager):
            response = self.get(user, url)
            self.assertEqual(response.status_code, 200)
            self.assertTrue(response.content.startswith(b"PK"))
        with mute_logger("odoo.http"):
            for user in (self.user_sales_leads, self.user_employee):
                self.assertEqual(self.get(user, url).status_code, 403)

    def test_nothing_to_download(self):
        """LT-41: nothing left or no import: not found, no crash."""
        sound = self.check(ROWS[:2], user=self.user_sales_salesman)
        sound.action_import()
        with mute_logger("odoo.http"):
            for import_id in (sound.id, sound.id + 1000):
                url = f"/crm_lead_tools/import/{import_id}/errors.xlsx"
                self.assertEqual(
                    self.get(self.user_sales_salesman, url).status_code, 404
                )
