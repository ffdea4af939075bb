from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import VoiceCommon


@tagged("post_install", "-at_install")
class TestSpecialNotes(VoiceCommon):
    def test_count(self):
        """TG-33: a company has the complaints of its people; one query for all."""
        self._complain()
        self._complain(partner_id=self.company_contact.id)
        partners = self.company_contact | self.customer
        self.assertEqual(partners.mapped("complaint_count"), [2, 1])

    def test_query_count(self):
        """TG-33: as many statements for one company as for many."""
        companies = self.company_contact
        for number in range(5):
            company = self.company_contact.copy({"name": f"Company {number}"})
            person = self.customer.copy({"parent_id": company.id})
            self._complain(partner_id=person.id)
            companies |= company
        self._complain()
        self.env.flush_all()
        counts = []
        for some in (companies, self.company_contact, companies):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(set(some.mapped("complaint_count")), {1})
            counts.append(self.env.cr.sql_log_count - before)
        # The first warms the caches.
        self.assertEqual(counts[1], counts[2])

    def test_button(self):
        """TG-33: the button opens the complaints of the company and its people."""
        complaint = self._complain()
        action = self.company_contact.with_user(self.seller).action_view_complaints()
        complaints = self.env["crm.complaint"].with_user(self.seller)
        self.assertEqual(complaints.search(action["domain"]).ids, complaint.ids)

    def test_rules_of_groups(self):
        """TG-33: traits and complaints can be searched, so that they make groups."""
        bargains = self.env.ref("crm_customer_voice.crm_customer_trait_bargains")
        self.customer.write({"trait_ids": bargains.ids, "decision_style": "price"})
        self._complain()
        partners = self.env["res.partner"].with_user(self.seller)
        for domain in (
            [("trait_ids", "in", bargains.ids)],
            [("trait_ids.kind", "=", "attitude"), ("decision_style", "=", "price")],
            [("complaint_ids.category_id", "=", self.category.id)],
            [("complaint_ids", "any", [("stage_id.is_closed", "=", False)])],
        ):
            found = partners.search([*domain, ("id", "=", self.customer.id)])
            self.assertEqual(found.ids, self.customer.ids, domain)
        self.env["crm.complaint"].search([]).stage_id = self.settled
        domain = [("complaint_ids", "any", [("stage_id.is_closed", "=", False)])]
        self.assertFalse(partners.search([*domain, ("id", "=", self.customer.id)]))

    def test_access(self):
        """TG-33: what is special about people is for salespeople."""
        self.customer.special_note = "<p>Never call on Thursdays</p>"
        note = self.customer.with_user(self.seller).special_note
        self.assertIn("Thursdays", note)
        for field in ("special_note", "trait_ids", "complaint_ids", "contact_hours"):
            with self.assertRaises(AccessError):
                self.customer.with_user(self.clerk).read([field])

    def test_names_are_told_apart(self):
        """TG-33: one category of a name, one trait of a name and kind."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.category.copy({"name": self.category.name})

    def test_merged_contacts(self):
        """TG-33: the complaints and traits of contacts that are merged are kept."""
        complaint = self._complain()
        trait = self.env.ref("crm_customer_voice.crm_customer_trait_bargains")
        self.customer.trait_ids = trait
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        twin = self.env["res.partner"].create({"name": "Voice Customer"})
        wizard._merge([self.customer.id, twin.id], twin)
        self.assertEqual(complaint.partner_id, twin)
        self.assertEqual(twin.trait_ids, trait)
