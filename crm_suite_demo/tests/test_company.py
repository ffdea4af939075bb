from odoo.tests import TransactionCase, tagged

from ..people import FIRMS, PRIVATE_CUSTOMERS, TAGS
from ..places import PROVINCES
from ..subjects import subject_of


@tagged("post_install", "-at_install")
class TestCompany(TransactionCase):
    """What stands in the database once the company is built."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        tags = [text.en for text in TAGS.values()]
        cls.contacts = cls.env["res.partner"].search([("category_id.name", "in", tags)])
        cls.moves = cls.env["account.move"].search([("move_type", "like", "out_")])

    def test_company_keeps_its_books_in_rial(self):
        self.assertEqual(self.company.currency_id, self.env.ref("base.IRR"))
        self.assertEqual(self.company.account_fiscal_country_id.code, "IR")
        self.assertEqual(self.company.account_sale_tax_id.amount, 10)
        self.assertTrue(self.company.chart_template)

    def test_contacts(self):
        self.assertEqual(len(self.contacts), FIRMS + PRIVATE_CUSTOMERS)
        people = self.contacts | self.contacts.child_ids
        self.assertGreater(len(people), 450)
        self.assertLess(len(people), 600)

    def test_every_contact_can_be_reached(self):
        area_codes = {province.code: province.area_code for province in PROVINCES}
        for contact in self.contacts | self.contacts.child_ids:
            self.assertTrue(contact.phone_sanitized.startswith("+98"), contact.phone)
            self.assertTrue(contact.email)
            self.assertEqual(contact.state_id.country_id.code, "IR")
        for firm in self.contacts.filtered("is_company"):
            self.assertTrue(firm.phone.startswith(area_codes[firm.state_id.code]))

    def test_leads(self):
        leads = self.env["crm.lead"].with_context(active_test=False).search([])
        self.assertEqual(len(leads), 300)
        self.assertEqual(set(leads.mapped("type")), {"lead", "opportunity"})
        self.assertEqual(set(leads.mapped("won_status")), {"won", "lost", "pending"})
        lost = leads.filtered(lambda lead: lead.won_status == "lost")
        self.assertTrue(all(lead.lost_reason_id for lead in lost))
        closed = leads.filtered("date_closed")
        self.assertTrue(all(lead.create_date < lead.date_closed for lead in closed))

    def test_orders_hold_what_was_asked_for(self):
        orders = self.env["sale.order"].search([])
        self.assertEqual(set(orders.mapped("state")), {"draft", "sent", "sale"})
        for order in orders:
            lead = order.opportunity_id
            codes = order.order_line.product_id.mapped("default_code")
            self.assertEqual(tuple(codes), subject_of(lead.name).goods)
            self.assertEqual(lead.expected_revenue, order.amount_untaxed)

    def test_activities_are_late_due_and_planned(self):
        activities = self.env["mail.activity"].search([("res_model", "=", "crm.lead")])
        days = {activity.date_deadline for activity in activities}
        built = activities[0].create_date.date()
        self.assertTrue(any(day < built for day in days))
        self.assertTrue(any(day > built for day in days))

    def test_invoices_of_two_years(self):
        posted = self.moves.filtered(lambda move: move.state == "posted")
        invoices = posted.filtered(lambda move: move.move_type == "out_invoice")
        self.assertEqual(len(invoices), 400)
        self.assertEqual(len(posted - invoices), 30)
        self.assertGreater(sum(invoices.mapped("amount_total")), 0)
        dates = invoices.mapped("invoice_date")
        self.assertGreater((max(dates) - min(dates)).days, 600)
        self.assertLessEqual((max(dates) - min(dates)).days, 731)
        paid = invoices.filtered(lambda move: move.payment_state == "paid")
        self.assertGreater(len(paid), 200)

    def test_posted_by_the_accountant(self):
        accountant = self.env["res.users"].search([("login", "=", "accountant")])
        self.assertEqual(self.moves.create_uid, accountant)

    def test_invoices_earn_and_credit_notes_take(self):
        accounts = self.env["crm.loyalty.account"].search([])
        self.assertGreater(sum(accounts.mapped("balance")), 0)
        for move in self.moves.filtered(lambda move: move.state == "posted"):
            if move.move_type == "out_invoice":
                self.assertGreaterEqual(move.loyalty_points, 0)
            else:
                self.assertLessEqual(move.loyalty_points, 0)
        returns = self.moves.filtered(lambda move: move.move_type == "out_refund")
        self.assertLess(sum(returns.mapped("loyalty_points")), 0)

    def test_levels_reached_the_inbox_of_salespeople(self):
        cases = self.env["crm.loyalty.case"].search([])
        self.assertEqual(set(cases.mapped("kind")), {"entry", "exit"})
        open_cases = cases.filtered(lambda case: case.stage != "done")
        self.assertTrue(open_cases)
        self.assertTrue(all(case.activity_ids for case in open_cases))
        self.assertTrue(all(case.user_id for case in cases))

    def test_groups_have_members(self):
        groups = self.env["crm.target.group"].search([])
        self.assertGreater(len(groups), 12)
        self.assertTrue(groups.filtered("parent_id"))
        for group in groups:
            self.assertTrue(group.member_count, group.complete_name)
        self.assertEqual(
            set(groups.filtered("is_private").mapped("user_id.login")),
            {"sales", "marketer", "english"},
        )

    def test_texts_in_both_languages(self):
        products = self.env["product.product"].search([("default_code", "!=", False)])
        self.assertGreaterEqual(len(products), 25)
        for product in products:
            english = product.with_context(lang="en_US").name
            self.assertTrue(english.isascii() or "×" in english, english)
            self.assertNotEqual(product.with_context(lang="fa_IR").name, english)
