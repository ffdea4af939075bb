from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged, users
from odoo.tools import mute_logger

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestForms(LoyaltyCommon):
    """Forms on a model of somebody else's: a lead per reached level."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            name=("constant", "Reward"),
            partner_id=("partner", None),
            expected_revenue=("total_points", None),
            contact_name=("level", None),
            function=("base_points", None),
            date_deadline=("date", None),
        )

    @classmethod
    def _create_form(cls, model="crm.lead", kind="entry", **mapping):
        # sudo: only administrators of the database define forms
        return (
            cls.env["crm.loyalty.form"]
            .sudo()
            .create(
                {
                    "program_id": cls.program.id,
                    "kind": kind,
                    "model_id": cls.env["ir.model"]._get_id(model),
                    "line_ids": [
                        Command.create(
                            {"field_name": name, "token": token, "constant": constant}
                        )
                        for name, (token, constant) in mapping.items()
                    ],
                }
            )
        )

    def _forms(self):
        return self.env["crm.lead"].sudo().search([("name", "=", "Reward")])

    def test_created_and_filled(self):
        """LS-05: a reached level creates the form of the program, its fields filled."""
        self._invoice(24)
        lead = self._forms()
        self.assertEqual(lead.partner_id, self.customer)
        self.assertEqual(lead.expected_revenue, 120)
        self.assertEqual(lead.contact_name, "Gold")
        self.assertEqual(lead.function, self.program.display_name)
        self.assertEqual(lead.date_deadline, self._cases().create_date.date())
        self.assertEqual(lead.user_id, self.seller)
        case = self._cases()
        self.assertEqual((case.form_model, case.form_id), ("crm.lead", lead.id))
        self.assertEqual(case.action_view_form()["res_id"], lead.id)

    def test_inbox(self):
        """LS-23: the form is in the inbox of its owner, and only once."""
        self._invoice(24)
        self.assertEqual(self._forms().activity_ids.user_id, self.seller)
        self.assertFalse(self._cases().activity_ids)

    def test_one_per_level(self):
        """LS-23: several levels at once create a form each; an exit has its own."""
        self._create_tier("Platinum", 200)
        self._create_form(kind="exit", name=("constant", "Reward"))
        invoice = self._invoice(50)
        self.assertEqual(len(self._forms()), 2)
        self._refund(invoice)
        self.assertEqual(len(self._forms()), 4)
        self.assertEqual(len(self._cases()), 4)

    def test_switched_off(self):
        """LS-05: without the flag nobody is bothered; what happened is kept."""
        self.program.has_entry_form = False
        self._invoice(24)
        self.assertFalse(self._forms())
        self.assertEqual(self._cases().stage, "done")
        self.assertFalse(self._cases().activity_ids)

    def test_failure_blocks_nothing(self):
        """LS-05, 4.7: a form that fails waits with its error; the invoice is posted,
        the points are given, and a second try creates the form."""
        self.env.flush_all()
        self.cr.execute(
            "UPDATE crm_loyalty_form_line SET field_name = 'x_removed'"
            " WHERE field_name = 'function'"
        )
        self.env.invalidate_all()
        invoice = self._invoice(24)
        self.assertEqual(invoice.state, "posted")
        self.assertPoints(120)
        case = self._cases()
        self.assertIn("x_removed does not exist any more", case.form_error)
        self.assertEqual(case.activity_ids.user_id, self.program.user_id)
        self.assertFalse(self._forms())
        self.form.line_ids.filtered(
            lambda line: line.field_name == "x_removed"
        ).unlink()
        case.action_retry_form()
        self.assertFalse(case.form_error)
        self.assertEqual(len(self._forms()), 1)
        case.action_retry_form()
        self.assertEqual(len(self._forms()), 1)

    def test_database_error(self):
        """4.7: even an error of the database leaves nothing half-written."""
        line = self.form.line_ids.filtered(lambda line: line.field_name == "partner_id")
        self.env.flush_all()
        self.cr.execute(
            "UPDATE crm_loyalty_form_line"
            " SET token = 'constant', constant = '2000000000' WHERE id = %s",
            [line.id],
        )
        self.env.invalidate_all()
        with mute_logger("odoo.sql_db"):
            self._invoice(24)
        self.assertTrue(self._cases().form_error)
        self.assertFalse(self._forms())
        self.assertPoints(120)

    def test_test_button(self):
        """LS-05: the test button tells whether the form can be created, and leaves
        nothing behind."""
        count = self.env["crm.lead"].sudo().search_count([])
        self.assertEqual(self.form.action_test()["params"]["type"], "success")
        self.assertEqual(self.env["crm.lead"].sudo().search_count([]), count)
        self.env.flush_all()
        self.cr.execute(
            "UPDATE crm_loyalty_form_line SET field_name = 'x_removed'"
            " WHERE field_name = 'function'"
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "x_removed"):
            self.form.action_test()

    def test_types_are_checked(self):
        """LS-05, 4.7: a mapping that cannot work is refused when it is saved."""
        self.form.active = False
        self.env.flush_all()
        name = {"name": ("constant", "Reward")}
        for mapping, message in (
            ({"expected_revenue": ("partner", None)}, "cannot hold"),
            ({"partner_id": ("level", None)}, "cannot hold"),
            ({"date_deadline": ("total_points", None)}, "cannot hold"),
            ({"nowhere": ("level", None)}, "no field that can be filled"),
            ({"id": ("total_points", None)}, "no field that can be filled"),
            ({"expected_revenue": ("constant", "many")}, "does not fit"),
            ({"type": ("constant", "contract")}, "does not fit"),
        ):
            with (
                self.subTest(mapping=mapping),
                self.assertRaisesRegex(ValidationError, message),
                self.env.cr.savepoint(),
            ):
                self._create_form(**name, **mapping)
        with (
            self.assertRaisesRegex(ValidationError, "cannot be created without"),
            self.env.cr.savepoint(),
        ):
            self._create_form("crm.tag", color=("constant", "1"))
        for model in ("account.move", "res.users", "ir.cron", "crm.loyalty.case"):
            with (
                self.assertRaisesRegex(ValidationError, "cannot be forms"),
                self.env.cr.savepoint(),
            ):
                self._create_form(model, name=("constant", "X"))

    def test_base_points(self):
        """LS-06 (g): the points base is the number of the level in a number, the
        program in anything else."""
        self.form.line_ids.filtered(
            lambda line: line.field_name == "expected_revenue"
        ).token = "base_points"
        self._invoice(24)
        self.assertEqual(self._forms().expected_revenue, 100)
        self.assertEqual(self._forms().function, self.program.display_name)

    @users("loyalty_seller")
    def test_access(self):
        """4.7: only administrators of the database decide what is created."""
        with self.assertRaises(AccessError):
            self.form.with_user(self.env.user).active = False
