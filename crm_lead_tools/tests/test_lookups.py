from odoo.tests import tagged

from ..cells import CellError
from ..columns import COLUMNS
from ..lookups import Lookup, build_lookups
from .common import LeadImportCommon


@tagged("post_install", "-at_install")
class TestLookups(LeadImportCommon):
    def lookup(self, column):
        columns = [known for known in COLUMNS if known.name == column]
        return build_lookups(self.env, self.env.company, columns)[column]

    def assert_refused(self, lookup, cell, words):
        with self.assertRaises(CellError) as caught:
            lookup.find(cell)
        self.assertIn(words, self.env._(caught.exception.message))

    def test_salespeople(self):
        """LT-41: by name, login or e-mail; archived and unknown ones are refused."""
        user, lookup = self.user_sales_leads, self.lookup("user_id")
        for cell in (user.name, user.login, user.email, user.name.upper()):
            self.assertEqual(lookup.find(cell), user.id)
        self.assert_refused(lookup, "nobody at all", "“nobody at all” does not exist")
        self.assert_refused(lookup, f"{user.name}e", f"Did you mean “{user.name}”")
        user.active = False
        self.assert_refused(self.lookup("user_id"), user.login, "does not exist")

    def test_two_of_one_name(self):
        """LT-41: a name that two people bear is refused, their logins are not."""
        twin = self.user_sales_leads.copy({"login": "twin"})
        twin.name = self.user_sales_leads.name
        lookup = self.lookup("user_id")
        self.assert_refused(lookup, twin.name, "several records")
        self.assertEqual(lookup.find("twin"), twin.id)
        self.assertIn("twin", lookup.options())
        self.assertNotIn(twin.name, lookup.options())

    def test_translated_names(self):
        """LT-41: records are known by their names in every language."""
        stage = self.env["crm.stage"].create({"name": "Negotiation"})
        stage.with_context(lang="fa_IR").name = "مذاکره"
        lookup = self.lookup("stage_id")
        for cell in ("negotiation", "مذاكره"):
            self.assertEqual(lookup.find(cell), stage.id)
        kinds = self.lookup("type")
        self.assertEqual(kinds.find("فرصت"), "opportunity")
        self.assertEqual(kinds.find("Lead"), "lead")
        self.assertEqual(self.lookup("priority").find(2), "2")

    def test_provinces(self):
        """LT-41: by Persian or English name, or by code."""
        lookup = self.lookup("state_id")
        for cell in ("تهران", "Tehran", "تهـران"):
            self.assertEqual(lookup.find_all(cell), {self.tehran.id})
        self.assertIn(self.tehran.id, lookup.find_all("23"))
        self.assert_refused(lookup, "طهران", "Did you mean “تهران”")

    def test_names_of_symbols(self):
        """LT-41: a name without letters matches no other text without letters."""
        lookup = Lookup()
        lookup.add(1, ["!!!"])
        self.assert_refused(lookup, "---", "does not exist")
        self.assertEqual(lookup.options(), ["!!!"])

    def test_other_companies(self):
        """LT-41: teams and users of another company are not offered."""
        other = self.env["res.company"].create({"name": "Other"})
        self.env["crm.team"].create({"name": "Foreign team", "company_id": other.id})
        foreigner = self.user_sales_leads.copy({"login": "foreigner"})
        foreigner.write({"company_ids": other.ids, "company_id": other.id})
        self.assert_refused(self.lookup("team_id"), "Foreign team", "does not exist")
        self.assert_refused(self.lookup("user_id"), "foreigner", "does not exist")
