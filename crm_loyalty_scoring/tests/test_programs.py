from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestPrograms(LoyaltyCommon):
    def test_five_programs_per_company(self):
        """LS-01: a company has a program for each of the five profile types."""
        programs = self.env["crm.loyalty.program"].search(
            [("company_id", "=", self.company_data["company"].id)]
        )
        self.assertEqual(
            set(programs.profile_type_id.mapped("name")),
            {"Customer", "Agent", "Supplier", "Operator", "Competitor"},
        )

    def test_contacts_are_customers(self):
        """LS-01: a contact is a customer unless somebody says otherwise."""
        self.assertEqual(
            self.customer.loyalty_profile_type_ids.mapped("name"), ["Customer"]
        )
        self.customer.loyalty_profile_type_ids = False
        self._invoice(4)
        self.assertFalse(self._account())

    def test_several_programs(self):
        """LS-01: each profile type scores by its own rules."""
        agent = self._get_program("agent")
        self._create_rule(self.pen, 2, agent)
        self._create_tier("Partner", 8, agent)
        self.customer.loyalty_profile_type_ids += agent.profile_type_id
        invoice = self._invoice(4)
        self.assertPoints(20)
        self.assertPoints(8, program=agent)
        self.assertEqual(invoice.loyalty_points, 28)
        self.assertEqual(self.customer.loyalty_balance, 28)
        self.assertEqual(self._cases().tier_id.mapped("name"), ["Partner"])
        self._refund(invoice, 1)
        self.assertPoints(15)
        self.assertPoints(6, program=agent)

    def test_no_longer_of_the_type(self):
        """4.3: who leaves a profile type keeps the points; returns still take them."""
        invoice = self._invoice(4)
        self.customer.loyalty_profile_type_ids = False
        invoice.button_draft()
        invoice.action_post()
        self.assertPoints(20)
        self._refund(invoice, 1)
        self.assertPoints(15)

    def test_contact_without_the_type(self):
        """4.3: moved to a contact that has no part in the program, points vanish."""
        invoice = self._invoice(4)
        refund = self._refund(invoice, 1)
        self.partner_b.loyalty_profile_type_ids = False
        invoice.button_draft()
        invoice.partner_id = self.partner_b
        invoice.action_post()
        self.assertPoints(0)
        self.assertFalse(self._account(self.partner_b))
        refund.button_cancel()
        self.assertPoints(0)
        invoice.button_draft()
        invoice.partner_id = self.customer
        invoice.action_post()
        self.assertPoints(20)

    def test_archived(self):
        """LS-01: an archived program gives nothing new and takes back what it gave."""
        invoice = self._invoice(4)
        self.program.active = False
        self._invoice(4)
        self.assertPoints(20)
        self._refund(invoice)
        self.assertPoints(0)

    def test_companies(self):
        """Invariant 16: what one company does changes no account of another."""
        other = self.setup_other_company()["company"]
        program = self._get_program("customer", other)
        self._create_rule(self.pen, 50, program)
        self._invoice(4)
        self.assertPoints(20)
        self.assertFalse(self._account(program=program))
        self._invoice(1, company_id=other)
        self.assertPoints(20)
        self.assertPoints(50, program=program)
        self.assertEqual(
            self.customer.with_context(allowed_company_ids=other.ids).loyalty_balance,
            50,
        )

    def test_company_and_type_stay(self):
        """Accounts belong to a program, so its company and type stay what they are."""
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            self.program.profile_type_id = self._get_program("agent").profile_type_id
        self.program.write({"profile_type_id": self.program.profile_type_id.id})

    def test_value(self):
        """LS-04: points are worth money."""
        self.program.point_value = 100
        self._invoice(4)
        self.assertEqual(self._account().value, 2000)

    def test_actions(self):
        """LS-01: a program leads to its rules, levels and accounts."""
        self._invoice(4)
        expected = {
            "action_view_rules": self.pen_rule + self.clip_rule,
            "action_view_tiers": self.tier,
            "action_view_accounts": self._account(),
        }
        for name, records in expected.items():
            action = getattr(self.program, name)()
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(set(found), set(records))
        self.assertEqual((self.program.rule_count, self.program.tier_count), (2, 1))
        self.assertEqual(
            self.customer.action_view_loyalty_accounts()["res_id"], self._account().id
        )

    def test_new_contact_in_a_form(self):
        """LS-01: the default can be changed before the contact is saved."""
        agent = self.env.ref("crm_loyalty_scoring.crm_loyalty_profile_type_agent")
        partner = self.env["res.partner"].create(
            {"name": "Agent", "loyalty_profile_type_ids": [Command.set(agent.ids)]}
        )
        self.assertEqual(partner.loyalty_profile_type_ids, agent)
