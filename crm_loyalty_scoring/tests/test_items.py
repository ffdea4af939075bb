from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import new_test_user, tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestItems(LoyaltyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead_type = cls.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_lead")
        cls.won_type = cls.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_won")
        stages = (
            cls.env["crm.stage"]
            .sudo()
            .create([{"name": "Talking"}, {"name": "Sold", "is_won": True}])
        )
        cls.open_stage, cls.won_stage = stages

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.quick_ref(
            "sales_team.group_sale_manager"
        )

    @classmethod
    def _lead(cls, **values):
        return cls.env["crm.lead"].create(
            {
                "name": "Lead",
                "type": "lead",
                "partner_id": cls.customer.id,
                "company_id": cls.company_data["company"].id,
                **values,
            }
        )

    def _deal(self, amount, **values):
        return self._lead(
            type="opportunity",
            expected_revenue=amount,
            **{"stage_id": self.open_stage.id, **values},
        )

    def test_saved(self):
        """LS-17, LS-20: an item gives points when it is saved; deleted, it takes them
        back."""
        self._create_item_rule(self.lead_type, 4)
        leads = self._lead() + self._lead()
        self.assertPoints(8)
        self.assertEqual(self._account().entry_ids[0].source_id.name, "Lead")
        leads[0].unlink()
        self.assertPoints(4)
        leads[1].name = "Renamed"
        self.assertPoints(4)

    def test_subtype(self):
        """LS-17: only items of the subtype count, as long as they are of it."""
        self._create_item_rule(self.lead_type, 4)
        lead = self._lead(type="opportunity")
        self.assertFalse(self._balance())
        lead.type = "lead"
        self.assertPoints(4)
        lead.type = "opportunity"
        self.assertPoints(0)

    def test_no_rule(self):
        """LS-17: without an active rule nothing counts, and nothing is asked."""
        rule = self._create_item_rule(self.lead_type, 4)
        rule.active = False
        self.assertIsNone(self._lead()._get_loyalty_item_types())
        self.assertFalse(self._account())
        rule.active = True
        self._lead()
        self.assertPoints(4)

    def test_old_item_takes_no_new_rule(self):
        """Invariant 8: what was there before the rule gives nothing when it is edited;
        what scored keeps its rate when the rule is gone."""
        old = self._lead()
        rule = self._create_item_rule(self.lead_type, 4)
        new = self._lead()
        old.name = "Edited"
        old.partner_id = self.partner_b
        old.partner_id = self.customer
        self.assertPoints(4)
        rule.write({"points": 9})
        new.partner_id = self.partner_b
        self.assertPoints(0)
        self.assertPoints(4, self.partner_b)
        rule.active = False
        new.with_context(active_test=False).unlink()
        self.assertPoints(0, self.partner_b)

    def test_confirmed(self):
        """LS-18, LS-19: a financial item gives points by its amount while it is
        confirmed, and follows its edits."""
        self._create_item_rule(self.won_type, 2, 1000)
        deal = self._deal(3500)
        self.assertFalse(self._balance())
        deal.stage_id = self.won_stage
        self.assertPoints(6)
        deal.expected_revenue = 2000
        self.assertPoints(4)
        deal.expected_revenue = 7000
        self.assertPoints(14)
        deal.stage_id = self.open_stage
        self.assertPoints(0)
        deal.stage_id = self.won_stage
        self.assertPoints(14)
        deal.unlink()
        self.assertPoints(0)

    def test_not_added_up(self):
        """Invariant 14: 6 and 5 million at 10 million a step give nothing."""
        self._create_item_rule(self.won_type, 2, 10)
        (self._deal(6) + self._deal(5)).stage_id = self.won_stage
        self.assertFalse(self._balance())
        self._deal(15).stage_id = self.won_stage
        self.assertPoints(2)

    def test_stored_computed(self):
        """4.8: amounts that are computed and stored count when they change."""
        item_type = self.env["crm.loyalty.item.type"].create(
            {
                "name": "Expected",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "is_financial": True,
                "amount_field": "prorated_revenue",
                "confirmed_domain": "[('stage_id.is_won', '=', True)]",
            }
        )
        self._create_item_rule(item_type, 1, 100)
        deal = self._deal(1000, stage_id=self.won_stage.id)
        self.env.flush_all()
        first = deal.prorated_revenue // 100
        self.assertPoints(first)
        deal.expected_revenue = 500
        self.env.flush_all()
        self.assertEqual(self._balance(), deal.prorated_revenue // 100)
        self.assertLess(self._balance(), first)

    def test_saved_by_anybody(self):
        """4.11: whoever saves an item needs no rights on loyalty."""
        self._create_item_rule(self.lead_type, 4)
        user = new_test_user(
            self.env,
            "lead_maker",
            "base.group_user,sales_team.group_sale_salesman",
            company_id=self.company_data["company"].id,
            company_ids=[Command.set(self.company_data["company"].ids)],
        )
        self.env["crm.lead"].with_user(user).create(
            {"name": "Mine", "partner_id": self.customer.id, "type": "lead"}
        )
        self.assertPoints(4)

    def test_companies(self):
        """Invariant 16: an item scores in the programs of its own company."""
        other = self.setup_other_company()["company"]
        self._create_item_rule(self.lead_type, 4)
        self._lead(company_id=other.id)
        self.assertFalse(self._account())

    def test_without_contact(self):
        """LS-17: an item without a contact gives nothing; named later, it counts."""
        self._create_item_rule(self.lead_type, 4)
        lead = self._lead(partner_id=False)
        self.assertFalse(self._account())
        self.assertEqual(lead.type, "lead")

    def test_level(self):
        """LS-23: points of items reach levels as well."""
        self._create_item_rule(self.lead_type, 100)
        lead = self._lead()
        self.assertEqual(self._cases().mapped("kind"), ["entry"])
        lead.unlink()
        self.assertEqual(self._cases().mapped("kind"), ["entry", "exit"])

    def test_broken_type_blocks_nobody(self):
        """4.4: a type whose field is gone keeps its problem, and records can be
        saved all the same."""
        field = (
            self.env["ir.model.fields"]
            .sudo()
            .create(
                {
                    "name": "x_worth",
                    "model_id": self.env["ir.model"]._get_id("crm.lead"),
                    "ttype": "float",
                }
            )
        )
        item_type = self.env["crm.loyalty.item.type"].create(
            {
                "name": "Worth",
                "model_id": field.model_id.id,
                "is_financial": True,
                "amount_field": "x_worth",
            }
        )
        self._create_item_rule(item_type, 1, 100)
        self._lead(x_worth=300)
        self.assertPoints(3)
        field.unlink()
        self._lead(name="Saved")
        self.assertIn("x_worth", item_type.problem)
        self.assertPoints(3)

    def test_definition_is_checked(self):
        """LS-17: what cannot work is refused when it is saved, with the reason."""
        lead_model = self.env["ir.model"]._get_id("crm.lead")
        for values, message in (
            ({"partner_field": "user_id"}, "does not lead to a contact"),
            ({"partner_field": "nowhere.at_all"}, "does not lead to a contact"),
            ({"domain": "[('colour', '=', 1)]"}, "does not fit the model"),
            ({"domain": "import os"}, "does not fit the model"),
            ({"is_financial": True, "amount_field": "name"}, "holds the amount"),
            ({"model_id": self.env["ir.model"]._get_id("res.users")}, "cannot give"),
            (
                {"model_id": self.env["ir.model"]._get_id("crm.loyalty.redeem")},
                "are not kept",
            ),
            (
                {"model_id": self.env["ir.model"]._get_id("account.move")},
                "total or untaxed",
            ),
        ):
            with (
                self.subTest(values=values),
                self.assertRaisesRegex(ValidationError, message),
            ):
                self.env["crm.loyalty.item.type"].create(
                    {"name": "Bad", "model_id": lead_model, **values}
                )
