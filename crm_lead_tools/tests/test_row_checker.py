from odoo.fields import Command
from odoo.tests import tagged

from ..columns import COLUMNS
from ..row_checker import RowChecker
from .common import LeadImportCommon


@tagged("post_install", "-at_install")
class TestRowChecker(LeadImportCommon):
    def make_checker(self, user=None, salesperson=None, team=None):
        env = self.env(user=user or self.user_sales_manager)
        users, teams = env["res.users"], env["crm.team"]
        return RowChecker(
            env, env.company, COLUMNS, salesperson or users, team or teams
        )

    def check(self, checker=None, **cells):
        columns = {column.name: column for column in COLUMNS}
        checker = checker or self.make_checker()
        return checker.check({columns[name]: cell for name, cell in cells.items()})

    def vals(self, checker=None, **cells):
        vals, errors = self.check(checker, **cells)
        self.assertEqual(errors, {})
        return vals

    def assert_errors(self, names, checker=None, **cells):
        _vals, errors = self.check(checker, **cells)
        self.assertEqual(sorted(errors), sorted(names), errors)
        return errors

    def test_title(self):
        """LT-41: an empty title is made of the company or of the contact; a row without
        any of the three is an error."""
        self.assertEqual(self.vals(name="a", partner_name="b")["name"], "a")
        self.assertEqual(self.vals(partner_name="پارس")["name"], "Lead of پارس")
        vals = self.vals(first_name="سارا", last_name="محمدی")
        self.assertEqual(vals["contact_name"], "سارا محمدی")
        self.assertEqual(vals["name"], "Lead of سارا محمدی")
        self.assertNotIn("first_name", vals)
        self.assert_errors(["name"], phone="02188001122")

    def test_every_error_is_told(self):
        """LT-41: the check never stops at the first error of a row."""
        self.assert_errors(
            ["name", "phone", "email_from", "expected_revenue", "user_id"],
            phone="ندارد",
            email_from="infopars.ir",
            expected_revenue="#DIV/0!",
            user_id="هیچ‌کس",
        )

    def test_failed_formula(self):
        """LT-41: the error of a formula is not taken for a text."""
        errors = self.assert_errors(["name"], name="#N/A")
        self.assertIn("formula", errors["name"])

    def test_province(self):
        """LT-41: the province settles the country; the country settles the province."""
        vals = self.vals(name="a", state_id="Tehran")
        self.assertEqual(vals["state_id"], self.tehran.id)
        self.assertEqual(vals["country_id"], self.env.ref("base.ir").id)
        # 23 is the code of provinces of several countries; ours goes first.
        self.assertEqual(self.vals(name="a", state_id=23)["state_id"], self.tehran.id)
        vals = self.vals(name="a", state_id="Texas")
        self.assertEqual(vals["country_id"], self.env.ref("base.us").id)
        self.assert_errors(["state_id"], name="a", state_id="تهران", country_id="آلمان")
        self.env.company.country_id = self.env.ref("base.de")
        self.assert_errors(["state_id"], name="a", state_id="23")

    def test_phones(self):
        """LT-41: the first number is the phone, the others are other phones, and so it
        is with e-mails; zeros come back to Iranian numbers alone."""
        vals = self.vals(
            name="a",
            phone="9121234567 / 021-88001122 / 9351112233",
            email_from="a@b.ir; c@d.ir",
            description="x<y",
        )
        self.assertEqual(vals["phone"], "09121234567")
        self.assertEqual(vals["other_phones"], "021-88001122, 09351112233")
        self.assertEqual(
            (vals["email_from"], vals["other_emails"]), ("a@b.ir", "c@d.ir")
        )
        self.assertEqual(vals["description"], "<p>x&lt;y</p>")
        german = self.vals(name="a", phone="9121234567", country_id="DE")
        self.assertEqual(german["phone"], "9121234567")

    def test_assignment(self):
        """LT-41: a row goes to whom it names, else to the choice of the import."""
        leads, team = self.user_sales_leads, self.sales_team_1
        checker = self.make_checker(salesperson=leads)
        vals = self.vals(checker, name="a")
        self.assertEqual((vals["user_id"], vals["team_id"]), (leads.id, team.id))
        manager = self.user_sales_manager
        vals = self.vals(checker, name="a", user_id=manager.login)
        self.assertEqual(vals["user_id"], manager.id)
        nobody = self.vals(self.make_checker(), name="a")
        self.assertEqual((nobody["user_id"], nobody["team_id"]), (False, False))
        by_team = self.vals(self.make_checker(team=team), name="a")
        self.assertEqual((by_team["user_id"], by_team["team_id"]), (False, team.id))

    def test_salesmen_import_for_themselves(self):
        """LT-41: who sees only his own leads cannot give leads to others."""
        own = self.user_sales_salesman
        checker = self.make_checker(own, salesperson=own)
        self.assertEqual(self.vals(checker, name="a")["user_id"], own.id)
        other = self.user_sales_leads.login
        self.assert_errors(["user_id"], checker, name="a", user_id=other)

    def test_stage(self):
        """LT-41: the stage is one of the team; a won stage means 100 %."""
        stages = self.env["crm.stage"]
        other_team = self.env["crm.team"].create({"name": "Other team"})
        stages.create({"name": "Only theirs", "team_ids": other_team.ids})
        stages.create({"name": "Signed", "is_won": True})
        first = self.vals(name="a")["stage_id"]
        self.assertEqual(first, stages.search([("team_ids", "=", False)], limit=1).id)
        self.assert_errors(["stage_id"], name="a", stage_id="Only theirs")
        self.vals(name="a", stage_id="Only theirs", team_id="Other team")
        self.assertEqual(self.vals(name="a", stage_id="Signed")["probability"], 100)
        self.assert_errors(["stage_id"], name="a", stage_id="Signed", probability=50)

    def test_external_ids(self):
        """LT-41: an ID in any digits is the same one."""
        vals = self.vals(name="a", external_id="۸")
        self.assertEqual(vals["import_external_id"], "8")

    def test_several_tags(self):
        """LT-41: several tags; none is made up."""
        tags = self.env["crm.tag"].create([{"name": "نمایشگاه"}, {"name": "VIP"}])
        vals = self.vals(name="a", tag_ids="نمایشگاه، vip")
        self.assertEqual(vals["tag_ids"], [Command.set(tags.ids)])
        self.assert_errors(["tag_ids"], name="a", tag_ids="VIP, unheard of")
        self.assertFalse(self.env["crm.tag"].search([("name", "=", "unheard of")]))

    def test_messages_in_persian(self):
        """LT-41: reasons are told in the language of the user."""
        user = self.user_sales_manager
        user.lang = "fa_IR"
        checker = self.make_checker(user.with_user(user))
        checker.env = checker.env(context={"lang": "fa_IR"})
        errors = self.assert_errors(["phone"], checker, name="a", phone="ندارد")
        self.assertIn("شماره", errors["phone"])
