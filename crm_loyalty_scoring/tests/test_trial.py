from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestTrial(LoyaltyCommon):
    """Moonshot 2: a rule is tried on the documents of the past before it counts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.loyalty.rule"].search([]).active = False
        cls.program.point_value = 10

    def _try(self, rule):
        action = rule.action_try()
        trial = self.env["crm.loyalty.trial"].with_context(**action["context"])
        trial = trial.create({"date_from": "2000-01-01"})
        trial.action_try()
        return trial

    def test_purchase(self):
        """Moonshot 2: who would get how much, in points and money, and reach what; a
        trial gives nothing, and says what the rule then gives."""
        rule = self._create_rule(self.pen, 5, active=False)
        sold = self._invoice(30)
        returned = self._refund(sold, 4)
        self._invoice(2, partner=self.partner_b)
        self._invoice(9, product=self.stone)
        dozen = self._invoice(1, partner=self.partner_b, post=False)
        dozen.invoice_line_ids.product_uom_id = self.uom_dozen
        dozen.action_post()
        trial = self._try(rule)
        self.assertEqual(trial.line_ids.partner_id, self.customer + self.partner_b)
        self.assertEqual(trial.line_ids.mapped("points"), [130, 70])
        self.assertEqual(trial.line_ids.mapped("value"), [1300, 700])
        self.assertEqual(trial.line_ids[0].tier_after_id, self.tier)
        self.assertFalse(trial.line_ids[0].tier_id + trial.line_ids[1].tier_after_id)
        self.assertEqual(
            (trial.contact_count, trial.total_points, trial.reached_count), (2, 200, 1)
        )
        self.assertFalse(self._account())
        # and so it is
        rule.active = True
        for move in sold + dozen + returned:
            move.button_draft()
            move.action_post()
        self.assertPoints(130)
        self.assertPoints(60, self.partner_b)

    def test_in_the_place_of_another(self):
        """Moonshot 2: a rule that would replace another one takes its points away: who
        leaves a level, and who enters one, is said; and so it is."""
        self.pen_rule.active = True
        self._create_tier("Platinum", 300)
        high, low = self._invoice(30), self._invoice(4, partner=self.partner_b)
        self._refund(high, 2)
        high_account = self._account()
        self.assertEqual(high_account.tier_id, self.tier)
        poor = self._try(self._create_rule(self.pen, 3, active=False))
        line = poor.line_ids[0]
        self.assertEqual(line.partner_id, self.customer)
        self.assertEqual((line.given, line.points, line.change), (140, 84, -56))
        self.assertEqual(line.tier_id, self.tier)
        self.assertFalse(line.tier_after_id)
        self.assertEqual((poor.reached_count, poor.left_count), (0, 1))
        self.assertEqual((poor.total_points, poor.total_change), (96, -64))
        none = self._try(self._create_rule(self.pen, 0, active=False))
        self.assertEqual(none.line_ids.mapped("change"), [-140, -20])
        self.assertEqual(none.left_count, 1)
        rich = self._try(self._create_rule(self.pen, 25, active=False))
        self.assertEqual(len(rich.line_ids), 2)
        self.assertEqual((rich.reached_count, rich.left_count), (2, 0))
        self.assertEqual(
            rich.line_ids.tier_after_id.mapped("name"), ["Platinum", "Gold"]
        )
        same = self._try(self.pen_rule)
        self.assertEqual(same.line_ids.mapped("change"), [0, 0])
        self.assertEqual(same.line_ids[0].tier_after_id, self.tier)
        self.assertEqual((same.reached_count, same.left_count), (0, 0))
        self.assertPoints(140)
        self.assertPoints(20, low.partner_id)

    def test_amount(self):
        """Moonshot 2: so are rules by amount; levels count what there is already."""
        item_type = self.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_invoice")
        rule = self._create_item_rule(item_type, 30, 100, active=False)
        self.pen_rule.active = True
        invoice = self._invoice(6)  # 690 with tax, 30 points by the pen
        trial = self._try(rule)
        self.assertEqual(trial.line_ids.points, 180)
        self.assertEqual(trial.line_ids.balance, 30)
        self.assertEqual(trial.line_ids.tier_after_id, self.tier)
        self._refund(invoice, 3)
        self.assertEqual(self._try(rule).line_ids.points, 90)

    def test_items(self):
        """Moonshot 2: and rules on other items."""
        item_type = self.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_lead")
        rule = self._create_item_rule(item_type, 4, active=False)
        self.env["crm.lead"].sudo().create(
            [
                {
                    "name": "Lead",
                    "type": kind,
                    "partner_id": self.customer.id,
                    "company_id": self.company_data["company"].id,
                }
                for kind in ("lead", "lead", "opportunity")
            ]
        )
        trial = self._try(rule)
        self.assertEqual(trial.line_ids.mapped("points"), [8])

    def test_members_only(self):
        """Moonshot 2: only contacts of the profile type of the program get points."""
        self._invoice(4)
        self.customer.loyalty_profile_type_ids = False
        trial = self._try(self.pen_rule)
        self.assertFalse(trial.line_ids)
        self.assertTrue(trial.is_done)

    def test_incomplete(self):
        """Moonshot 2: what is missing is said."""
        trial = self.env["crm.loyalty.trial"].create({"program_id": self.program.id})
        with self.assertRaisesRegex(UserError, "Choose the product"):
            trial.action_try()
        trial.activity = "item"
        with self.assertRaisesRegex(UserError, "Choose the type"):
            trial.action_try()
        trial.item_type_id = self.env.ref(
            "crm_loyalty_scoring.crm_loyalty_item_type_invoice"
        )
        with self.assertRaisesRegex(UserError, "for every how much"):
            trial.action_try()
