from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestCases(LoyaltyCommon):
    def _facts(self):
        return [(case.kind, case.tier_id.threshold) for case in self._cases()]

    def test_entry(self):
        """LS-05, LS-23: the form of a level is opened when the points reach it, with
        the sum of points and where the level starts."""
        self._invoice(19)
        self.assertFalse(self._cases())
        self._invoice(1)
        case = self._cases()
        self.assertEqual(case.kind, "entry")
        self.assertEqual((case.total_points, case.base_points), (100, 100))
        self.assertEqual(case.stage, "new")
        self.assertEqual(self._account().tier_id, self.tier)
        self.assertEqual(self.customer.loyalty_tier_names, "Gold")
        self.assertLedgerConsistent()

    def test_inbox(self):
        """LS-23: the form lands in the inbox of its owner, in the owner's language."""
        self.tier.with_context(lang="fa_IR").name = "طلایی"
        self.seller.lang = "fa_IR"
        self._invoice(20)
        case = self._cases()
        self.assertEqual(case.user_id, self.seller)
        activity = case.activity_ids
        self.assertEqual(activity.user_id, self.seller)
        self.assertIn("طلایی", activity.summary)
        self.assertEqual(
            activity.summary, "رسیدن به سطح طلایی", "not in the owner's language"
        )

    def test_no_mail(self):
        """LS-23: the inbox is the notice; nobody gets mail for it."""
        before = self.env["mail.mail"].sudo().search_count([])
        self._invoice(20)
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), before)

    def test_exit(self):
        """LS-06: an exit form is opened when the points fall below the level, and
        another entry form when they reach it again."""
        invoice = self._invoice(20)
        refund = self._refund(invoice, 1)
        self.assertEqual(self._facts(), [("entry", 100), ("exit", 100)])
        self.assertFalse(self._account().tier_id)
        self.assertEqual(self._cases()[1].activity_ids.user_id, self.seller)
        refund.button_cancel()
        self.assertEqual(self._facts()[2:], [("entry", 100)])
        self.assertEqual(self._cases().mapped("epoch"), [0, 0, 1])
        self.assertLedgerConsistent()

    def test_several_levels_at_once(self):
        """LS-23: one form per level crossed, going up from the lowest, going down from
        the highest."""
        self._create_tier("Silver", 50)
        self._create_tier("Platinum", 500)
        invoice = self._invoice(30)
        self.assertEqual(self._facts(), [("entry", 50), ("entry", 100)])
        self._refund(invoice)
        self.assertEqual(self._facts()[2:], [("exit", 100), ("exit", 50)])
        self.assertLedgerConsistent()

    def test_up_and_down_in_one_go(self):
        """Invariant 11: what evens out opens nothing."""
        invoice = self._invoice(20, post=False)
        refund = self._refund(invoice, 1, post=False)
        (invoice + refund).action_post()
        self.assertPoints(95)
        self.assertFalse(self._cases())

    def test_draft_makes_no_noise(self):
        """4.7: resetting an invoice and confirming it again opens nothing."""
        invoice = self._invoice(20)
        self._change_quantity(invoice, 21)
        self.assertEqual(self._facts(), [("entry", 100)])

    def test_changed_level(self):
        """4.7: a changed level shows at once, and opens forms with the next points."""
        self._invoice(20)
        self.tier.threshold = 200
        self.assertFalse(self._account().tier_id)
        self.assertEqual(self._facts(), [("entry", 100 + 100)])
        self._invoice(1)
        self.assertEqual([case.kind for case in self._cases()], ["entry", "exit"])
        self.tier.threshold = 60
        self.assertEqual(self._account().tier_id, self.tier)
        self._invoice(1)
        self.assertEqual(
            [case.kind for case in self._cases()], ["entry", "exit", "entry"]
        )
        self.assertLedgerConsistent()

    def test_archived_level(self):
        """4.7: a level in the archive opens nothing, and rests as it was."""
        invoice = self._invoice(20)
        self.tier.active = False
        self.assertFalse(self._account().tier_id)
        refund = self._refund(invoice)
        refund.button_cancel()
        self.tier.active = True
        self._invoice(1)
        self.assertEqual(self._facts(), [("entry", 100)])
        self.assertLedgerConsistent()

    def test_new_level(self):
        """4.7: who is above a new level enters it with the next points."""
        self._invoice(20)
        silver = self._create_tier("Silver", 50)
        self.assertEqual(self._facts(), [("entry", 100)])
        self._invoice(1)
        self.assertEqual(self._facts()[1:], [("entry", 50)])
        self.assertEqual(silver.account_count, 0)
        self.assertEqual(self.tier.account_count, 1)

    def test_owner(self):
        """LS-23: the contact's salesperson, else that of its company, else the fallback
        of the program; always one who can see the form."""
        company = self.env["res.partner"].create(
            {"name": "Company", "is_company": True, "user_id": self.seller.id}
        )
        self.customer.write({"user_id": False, "parent_id": company.id})
        self.program.user_id = self.env.user

        def owner():
            return self.customer.sudo()._get_loyalty_owner(self.program)

        self.assertEqual(owner(), self.seller)
        self.customer.user_id = self.env.user
        self.assertEqual(owner(), self.env.user)
        self.customer.user_id = False
        self.seller.group_ids -= self.env.ref("sales_team.group_sale_salesman")
        self.assertEqual(owner(), self.env.user)
        self.program.user_id = False
        self.assertFalse(owner())

    def test_owner_of_another_company(self):
        """LS-23: a salesperson who may not see the company owns nothing there."""
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "stranger",
            "sales_team.group_sale_salesman",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        self.customer.user_id = stranger
        self.program.user_id = False
        self._invoice(20)
        self.assertFalse(self._cases().user_id)
        self.assertFalse(self._cases().activity_ids)

    def test_done(self):
        """LS-23: a form that is done leaves the inbox."""
        self._invoice(20)
        case = self._cases().with_user(self.seller)
        case.stage = "in_progress"
        self.assertTrue(case.activity_ids)
        case.write({"stage": "done", "note": "Sent a watch"})
        self.assertFalse(case.activity_ids)

    def test_facts_stay(self):
        """A form says what happened; only the follow-up changes."""
        self._invoice(20)
        with self.assertRaisesRegex(UserError, "Only the owner"):
            self._cases().total_points = 1000

    def test_name(self):
        self.assertFalse(self._cases())
        self._refund(self._invoice(20))
        self.assertEqual(
            self._cases().mapped("display_name"),
            ["Reached level Gold: Mina", "Left level Gold: Mina"],
        )
