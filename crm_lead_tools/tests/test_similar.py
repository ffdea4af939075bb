from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.mail.tests.common import mail_new_test_user
from odoo.addons.sales_team.tests.common import TestSalesCommon


@tagged("post_install", "-at_install")
class TestSimilar(TestSalesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.country_id = cls.env.ref("base.ir")
        cls.salesman = cls.user_sales_salesman
        cls.colleague = mail_new_test_user(
            cls.env, "colleague", groups="sales_team.group_sale_salesman"
        )

    def lead(self, user=None, **values):
        user_id = (user or self.salesman).id
        return self.env["crm.lead"].create(
            {"name": "سرنخ", "type": "lead", "user_id": user_id, **values}
        )

    def rule(self, name, **values):
        rule = self.env.ref(f"crm_lead_tools.crm_dedupe_rule_{name}")
        rule.write(values)

    def test_count_however_many(self):
        """LT-11, C.1: 25 identical leads: the button shows 24, the filter finds all,
        and a list of them counts in as many queries as one."""
        leads = self.env["crm.lead"].create(
            [
                {"name": f"{number}", "phone": phone, "email_from": "A@Pars-yar.ir"}
                for number in range(5)
                for phone in (
                    *("09121234567", "+98 912 123 4567", "۰۹۱۲۱۲۳۴۵۶۷", "9121234567"),
                    "0935 111 2233 / 0912 1234567 داخلی 3",
                )
            ]
        )
        other = self.lead(phone="09121234568", email_from="b@other.ir")
        leads.invalidate_recordset()
        self.assertEqual(leads[0].duplicate_lead_count, 24)
        self.assertEqual(leads[0].duplicate_lead_ids, leads)
        self.assertFalse(other.duplicate_lead_count)
        found = self.env["crm.lead"].search(
            [("has_similar", "=", True), ("id", "in", (leads | other).ids)]
        )
        self.assertEqual(found, leads.sorted(lambda lead: -lead.id) & found)
        self.assertEqual(len(found), 25)
        self.assertEqual(
            self.env["crm.lead"].search(
                [("has_similar", "=", False), ("id", "in", (leads | other).ids)]
            ),
            other,
        )
        leads.invalidate_recordset()
        with self.assertQueryCount(1):
            self.assertEqual(leads.mapped("similar_count"), [24] * 25)

    def test_reasons(self):
        """LT-11, LT-34: phones, e-mails, companies; a person within a city only. What
        was called different does not come back."""
        lead = self.lead(
            phone="09121234567",
            email_from="a@chmail.ir",
            partner_name="شرکت پارس‌یار (سهامی خاص)",
            contact_name="علي رضايي",
            city="قم",
        )
        reasons = {
            self.lead(other_phones="02188001122,+989121234567"): ["phone"],
            self.lead(email_from="x@y.ir", other_emails="A@chmail.ir"): ["email"],
            self.lead(partner_name="پارسيار"): ["company"],
            self.lead(contact_name="علی رضایی", city="قم "): ["person"],
        }
        self.lead(contact_name="علی رضایی", city="ری")
        self.lead(email_from="b@chmail.ir")
        found = {other.id: kinds for other, kinds in reasons.items()}
        self.assertEqual(lead._similar_reasons()[lead.id], found)
        other, *_others = reasons
        self.env["crm.dedupe.exclusion"]._remember(lead | other)
        self.env["crm.dedupe.exclusion"]._remember(lead | other)
        found.pop(other.id)
        self.assertEqual(lead._similar_reasons()[lead.id], found)
        self.rule("company", active=False)
        lead.invalidate_recordset()
        self.assertEqual(lead.similar_count, 2)

    def test_warning_while_typing(self):
        """LT-01, 4.6: the form and the quick creation warn before the lead is saved;
        what the rules hide is said to exist, and no more."""
        mine = self.lead(phone="09121234567", contact_name="Mine")
        self.lead(self.colleague, phone="0912 123 4567", partner_name="Secret")
        partner = self.env["res.partner"].create({"name": "P", "phone": "9121234567"})
        for view in ("crm_lead_view_form", "quick_create_opportunity_form"):
            with self.subTest(view=view):
                form = Form(
                    self.env["crm.lead"].with_user(self.salesman), view=f"crm.{view}"
                )
                self.assertFalse(form.similar_hint)
                form.phone = "۰۹۱۲ ۱۲۳ ۴۵۶۷"
                self.assertIn(f"/odoo/crm.lead/{mine.id}", form.similar_hint)
                self.assertIn(f"/odoo/res.partner/{partner.id}", form.similar_hint)
                self.assertIn("1 more that you may not see", form.similar_hint)
                self.assertIn("same phone", form.similar_hint)
                self.assertNotIn("Secret", form.similar_hint)
                form.phone = "09351112233"
                self.assertFalse(form.similar_hint)

    def test_hidden_content(self):
        """LT-11, 4.7: the count says that a similar lead exists; its content stays with
        those who may see it."""
        theirs = self.lead(self.colleague, phone="0912 123 4567", partner_name="Secret")
        mine = self.lead(phone="09121234567").with_user(self.salesman)
        self.assertEqual(mine.duplicate_lead_count, 1)
        self.assertIn("1 that you may not see", mine.similar_hint)
        with self.assertRaises(AccessError):
            theirs.with_user(self.salesman).read(["partner_name"])
        self.assertFalse(mine._get_lead_duplicates(email="x@y.ir") & theirs)

    def test_conversion(self):
        """LT-13, LT-38: conversion offers leads with the same phone or company, too."""
        lead = self.lead(phone="09121234567", partner_name="پارس یار")
        phone = self.lead(phone="+98 912 1234567")
        company = self.lead(partner_name="شرکت پارسيار")
        wizard = self.env["crm.lead2opportunity.partner"].with_user(self.salesman)
        wizard = wizard.with_context(active_id=lead.id, active_ids=lead.ids).create({})
        self.assertEqual(wizard.duplicated_lead_ids, lead | phone | company)
        self.assertEqual(wizard.name, "merge")

    def test_assignment(self):
        """LT-20, 4.3: what is merged unasked has the same phone and no other name, one
        company and salesperson, and is not won."""
        lead = self.lead(phone="09121234567", contact_name="علي رضايي", user_id=False)
        same = self.lead(phone="9121234567", contact_name="علی رضایی", user_id=False)
        nameless = self.lead(phone="9121234567", user_id=False)
        self.lead(phone="9121234567", contact_name="مریم", user_id=False)
        won = self.lead(phone="9121234567", type="opportunity")
        won.action_set_won()
        self.assertEqual(lead._get_lead_duplicates(), same | nameless | lead)
        lead.user_id = self.colleague
        same.user_id = self.salesman
        self.assertEqual(lead._get_lead_duplicates(), nameless | lead)

    def test_block(self):
        """LT-36: a rule that refuses says so to whoever types; letters to the alias
        are taken in any case, with a note."""
        self.rule("phone", action="block")
        self.lead(phone="09121234567")
        with self.assertRaises(ValidationError) as caught:
            self.lead(phone="+98 912 123 4567")
        self.assertIn("same phone", str(caught.exception))
        letter = {"subject": "Hi", "email_from": "a@b.ir", "body": "", "to": ""}
        self.env["crm.lead"].create({"name": "b", "email_from": "a@b.ir"})
        lead = self.env["crm.lead"].message_new(letter, {"phone": "09121234567"})
        self.assertIn("Similar leads: 2", lead.message_ids[0].body)

    def test_contacts(self):
        """LT-33: contacts are compared likewise; relatives are no surprise."""
        company = self.env["res.partner"].create(
            {"name": "شرکت پارس یار", "is_company": True, "phone": "02188001122"}
        )
        self.env["res.partner"].create(
            {"name": "Child", "parent_id": company.id, "phone": "02188001122"}
        )
        twin = self.env["res.partner"].create({"name": "پارسيار", "is_company": True})
        self.assertEqual(twin.similar_count, 1)
        self.assertIn("same company", twin.similar_hint)
        self.assertNotIn("Child", company.similar_hint)
        self.assertIn(
            twin, self.env["res.partner"].search([("has_similar", "=", True)])
        )
