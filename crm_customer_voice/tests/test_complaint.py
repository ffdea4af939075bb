from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import VoiceCommon


@tagged("post_install", "-at_install")
class TestComplaint(VoiceCommon):
    def test_life(self):
        """TG-33: a complaint starts as new and of today; it is dated when it is
        settled, whoever waited for it waits no more, and it may be taken up again."""
        complaint = self._complain()
        first = self.env["crm.complaint.stage"].search([], limit=1)
        self.assertEqual(complaint.stage_id, first)
        self.assertEqual(complaint.user_id, self.seller)
        complaint.activity_schedule("mail.mail_activity_data_todo")
        complaint.date -= timedelta(days=3)
        complaint.stage_id = self.settled
        self.assertEqual(complaint.date_closed, fields.Date.context_today(complaint))
        self.assertEqual(complaint.days, 3)
        self.assertFalse(complaint.activity_ids)
        complaint.stage_id = first
        self.assertFalse(complaint.date_closed)
        self.assertFalse(complaint.days)

    def test_created_in_a_settled_stage(self):
        """TG-33: a complaint that is written down afterwards is settled too."""
        self.assertTrue(self._complain(stage_id=self.settled.id).date_closed)

    def test_future(self):
        """TG-33: nobody complains tomorrow."""
        tomorrow = fields.Date.today() + timedelta(days=2)
        with self.assertRaisesRegex(UserError, "future"):
            self._complain(date=tomorrow)

    def test_form(self):
        """TG-33: a lead brings its contact along; another contact drops the lead."""
        lead = self.env["crm.lead"].create(
            {"name": "Deal", "partner_id": self.customer.id, "user_id": self.seller.id}
        )
        with Form(self.env["crm.complaint"].with_user(self.seller)) as form:
            form.name = "Late again"
            form.category_id = self.category
            form.lead_id = lead
            self.assertEqual(form.partner_id, self.customer)
            form.partner_id = self.company_contact
            self.assertFalse(form.lead_id)

    def test_access(self):
        """TG-33: a salesperson sees own complaints, nobody's, and those of own
        customers; managers see all; nobody else sees any."""
        self.customer.user_id = self.other
        mine = self._complain(partner_id=self.company_contact.id)
        of_my_customer = self._complain(
            self.other, partner_id=self.company_contact.id, name="Of my customer"
        )
        foreign = self._complain(self.other)
        ours = mine | of_my_customer | foreign
        for user, expected in (
            (self.seller, mine | of_my_customer),
            (self.other, of_my_customer | foreign),
            (self.manager, ours),
        ):
            complaints = self.env["crm.complaint"].with_user(user)
            found = complaints.search([("id", "in", ours.ids)])
            self.assertEqual(set(found.ids), set(expected.ids), user.login)
        with self.assertRaises(AccessError):
            foreign.with_user(self.seller).write({"name": "Mine now"})
        with self.assertRaises(AccessError):
            mine.with_user(self.seller).unlink()
        with self.assertRaises(AccessError):
            self.env["crm.complaint"].with_user(self.clerk).search([])
        self.assertEqual(self.company_contact.with_user(self.seller).complaint_count, 2)

    def test_other_company(self):
        """TG-33: complaints stay in their company."""
        company = self.env["res.company"].create({"name": "Elsewhere"})
        complaint = self._complain(self.env.user, company_id=company.id)
        complaints = self.env["crm.complaint"].with_user(self.manager)
        self.assertFalse(complaints.search([("id", "=", complaint.id)]))
