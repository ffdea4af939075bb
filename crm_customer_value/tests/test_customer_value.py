from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import new_test_user, tagged

from odoo.addons.account.tests.common import AccountTestInvoicingCommon

from .. import valuation


@tagged("post_install", "-at_install")
class TestCustomerValue(AccountTestInvoicingCommon):
    """Five customers, who bought the earlier, the less often and for the less, the
    later their letter is in the alphabet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.company.write(
            {
                "customer_value_months": 24,
                "customer_value_margin": 50,
                "customer_value_discount": 25,
                "customer_value_years": 2,
            }
        )
        cls.today = fields.Date.today()
        names = "ABCDE"
        cls.partners = cls.env["res.partner"].create([{"name": n} for n in names])
        cls.a, cls.b, cls.c, cls.d, cls.e = cls.partners
        for place, partner in enumerate(cls.partners):
            for number in range(5 - place):
                cls._invoice(partner, 30 * (place + 1) + 10 * number, 100 * (5 - place))
        cls.seller = new_test_user(
            cls.env,
            "value_seller",
            "sales_team.group_sale_salesman",
            company_ids=[Command.set(cls.company.ids)],
            company_id=cls.company.id,
        )
        cls._refresh()

    @classmethod
    def _invoice(cls, partner, days_ago, amount, move_type="out_invoice", **options):
        return cls.init_invoice(
            move_type,
            partner=partner,
            invoice_date=cls.today - relativedelta(days=days_ago),
            amounts=[amount],
            post=True,
            **options,
        )

    @classmethod
    def _refresh(cls):
        cls.env["crm.customer.value"]._refresh(cls.company)
        cls.env.invalidate_all()

    def _value(self, partner):
        return self.env["crm.customer.value"].search(
            [("partner_id", "=", partner.id), ("company_id", "=", self.company.id)]
        )

    def test_scores(self):
        """TG-30: quintiles of recency, frequency and amount, and what they make up."""
        values = [self._value(partner) for partner in self.partners]
        self.assertEqual([v.rfm for v in values], ["555", "444", "333", "222", "111"])
        self.assertEqual(
            [v.segment for v in values],
            ["champion", "champion", "attention", "hibernating", "lost"],
        )

    def test_figures(self):
        """TG-31: count, dates, interval and amounts of a customer's purchases."""
        value = self._value(self.a)
        self.assertEqual(value.purchase_count, 5)
        self.assertEqual(value.amount, 2500)
        self.assertEqual(value.average_purchase, 500)
        self.assertEqual(value.purchase_interval, 10)
        self.assertEqual(value.last_purchase_date, self.today - relativedelta(days=30))
        self.assertEqual(value.first_purchase_date, self.today - relativedelta(days=70))
        self.assertFalse(self._value(self.e).purchase_interval)

    def test_equal_customers_score_equally(self):
        """TG-30: whoever bought the same is worth the same."""
        twins = self.env["res.partner"].create(
            [{"name": f"Twin {n}"} for n in range(9)]
        )
        for twin in twins:
            self._invoice(twin, 5, 70)
        self._refresh()
        values = self.env["crm.customer.value"].search(
            [("partner_id", "in", twins.ids)]
        )
        self.assertEqual(len(values), 9)
        self.assertEqual(len(set(values.mapped("rfm"))), 1)

    def test_lifetime_value(self):
        """TG-30: yearly margin, times the chance to be active, times the years."""
        start = self.today - relativedelta(months=24)
        window = (self.today - start).days
        active = ((window - 30) / window) ** 5
        # Nobody bought in the year before last: half of the customers are kept.
        expected = 2500 * 0.5 * active * (1 + 0.5 / 1.25)
        self.assertAlmostEqual(self._value(self.a).lifetime_value, expected, 1)

    def test_retention(self):
        """TG-30: the customers that came back, of those of the year before last."""
        back, gone = self.env["res.partner"].create(
            [{"name": "Back"}, {"name": "Gone"}]
        )
        for partner in back, gone:
            self._invoice(partner, 500, 10)
        self._invoice(back, 20, 10)
        self.assertEqual(valuation.retention(self.env, self.company, self.today), 0.5)
        self._invoice(gone, 20, 10)
        self.assertEqual(valuation.retention(self.env, self.company, self.today), 1)

    def test_credit_note(self):
        """TG-31: what came back was not bought; no lifetime value is negative."""
        self._invoice(self.a, 3, 400, "out_refund")
        self._invoice(self.e, 3, 900, "out_refund")
        self._refresh()
        self.assertEqual(self._value(self.a).amount, 2100)
        self.assertEqual(self._value(self.a).purchase_count, 5)
        self.assertEqual(self._value(self.e).amount, -800)
        self.assertEqual(self._value(self.e).lifetime_value, 0)

    def test_what_is_no_purchase(self):
        """TG-31: neither drafts nor bills count, nor what is old or to come."""
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        self._invoice(stranger, 800, 100)
        self._invoice(stranger, 5, 100, "in_invoice")
        self._invoice(stranger, 5, 100).button_draft()
        self._invoice(stranger, -20, 100)
        self._refresh()
        self.assertFalse(self._value(stranger))

    def test_no_customer_any_more(self):
        """TG-31: the value goes with the last invoice that counts."""
        moves = self.env["account.move"].search([("partner_id", "=", self.e.id)])
        moves.button_draft()
        self._refresh()
        self.assertFalse(self._value(self.e))

    def test_unchanged_rows_are_left_alone(self):
        """TG-30: a second run writes nothing."""
        self.env.flush_all()
        query = "SELECT id, xmin, cmin FROM crm_customer_value ORDER BY id"
        self.env.cr.execute(query)
        before = self.env.cr.fetchall()
        self._refresh()
        self.env.cr.execute(query)
        self.assertEqual(self.env.cr.fetchall(), before)

    def test_contact_person(self):
        """TG-31: who works for a customer has the customer's value."""
        person = self.env["res.partner"].create(
            {"name": "Person", "parent_id": self.a.id}
        )
        self._invoice(person, 1, 100)
        self._refresh()
        self.assertEqual(self._value(self.a).purchase_count, 6)
        self.assertFalse(self._value(person))
        self.assertEqual(person.customer_segment, "champion")

    def test_search(self):
        """TG-30: segment, scores and amounts are rules of groups."""
        partners = self.env["res.partner"].with_user(self.seller)
        ours = Domain("id", "in", self.partners.ids)
        for condition, expected in (
            (("customer_segment", "=", "champion"), self.a | self.b),
            (("customer_segment", "in", ["lost", "hibernating"]), self.d | self.e),
            (("customer_segment", "!=", "champion"), self.c | self.d | self.e),
            (("customer_segment", "!=", False), self.partners),
            (("customer_purchases", ">=", 900), self.a | self.b | self.c),
            (("customer_frequency", "<=", 2), self.d | self.e),
            (("customer_last_purchase", ">=", "today -100d"), self.a | self.b | self.c),
        ):
            with self.subTest(condition):
                found = partners.search(ours & Domain(*condition))
                self.assertEqual(found, expected.with_user(self.seller))
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        found = partners.search([("customer_segment", "=", False)])
        self.assertIn(stranger, found.with_user(stranger.env.user))
        self.assertFalse(found & self.partners.with_user(self.seller))

    def test_other_company(self):
        """TG-30: each company has its own customers, and sees no others."""
        other = self.setup_other_company()["company"]
        self._invoice(self.e, 2, 5000, company=other)
        self.env["crm.customer.value"]._refresh(other)
        self.assertEqual(self._value(self.e).amount, 100)
        self.assertEqual(self.e.with_company(other).customer_purchases, 5000)
        self.assertEqual(self.e.with_company(self.company).customer_purchases, 100)
        values = self.env["crm.customer.value"].with_user(self.seller).search([])
        self.assertEqual(values.company_id, self.company)

    def test_access(self):
        """TG-30: salespeople and accountants read, nobody writes."""
        value = self._value(self.a)
        self.assertEqual(value.with_user(self.seller).amount, 2500)
        self.assertEqual(self.a.with_user(self.seller).customer_segment, "champion")
        with self.assertRaises(AccessError):
            value.with_user(self.seller).write({"amount": 1})
        value.with_user(self.seller).action_refresh()
        clerk = new_test_user(self.env, "value_clerk", "base.group_user")
        with self.assertRaises(AccessError):
            value.with_user(clerk).read(["amount"])
        with self.assertRaises(AccessError):
            self.a.with_user(clerk).read(["customer_segment"])
        with self.assertRaises(AccessError):
            self.env["crm.customer.value"].with_user(clerk).action_refresh()

    def test_merged_contacts(self):
        """TG-31: contacts that are merged become one customer."""
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([self.a.id, self.b.id], self.a)
        self._refresh()
        self.assertEqual(self._value(self.a).purchase_count, 9)

    def _count_queries(self, work):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_query_count(self):
        """TG-30: as many statements for one customer as for many."""
        refresh = self.env["crm.customer.value"]._refresh
        refresh(self.company)
        few = self._count_queries(lambda: refresh(self.company))
        self._count_queries(lambda: self.a.customer_segment)  # warms the caches
        one = self._count_queries(lambda: self.a.customer_segment)
        all_ = self._count_queries(lambda: self.partners.mapped("customer_segment"))
        self.assertEqual(one, all_)
        self.assertLessEqual(one, 5)
        others = self.env["res.partner"].create([{"name": str(n)} for n in range(20)])
        for partner in others:
            self._invoice(partner, 40, 30)
        refresh(self.company)
        self.assertEqual(self._count_queries(lambda: refresh(self.company)), few)
        self.assertLessEqual(few, 10)

    def test_cron(self):
        """TG-30: the job of the night values every company."""
        self.env["crm.customer.value"].search([]).sudo().unlink()
        with self.enter_registry_test_mode():
            self.env.ref(
                "crm_customer_value.crm_customer_value_cron_refresh"
            ).method_direct_trigger()
        self.assertTrue(self._value(self.a))
        self.assertTrue(self.company.customer_value_date)
        self.assertIsInstance(self._value(self.a).last_purchase_date, date)
