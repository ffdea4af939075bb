from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .common import LoyaltyCommon

ENGINE = ("account", "source", "grant", "lot", "entry")
SETTINGS = ("program", "rule", "tier")


@tagged("post_install", "-at_install")
class TestAccess(LoyaltyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.company_data["company"]
        values = {
            "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
        }
        module = "crm_loyalty_scoring"
        cls.accountant = new_test_user(
            cls.env, "loy_accountant", "account.group_account_invoice", **values
        )
        cls.user, cls.officer, cls.manager = (
            new_test_user(cls.env, f"loy_{name}", f"{module}.group_{name}", **values)
            for name in ("user", "officer", "manager")
        )

    def _browse(self, name, user):
        model = self.env[f"crm.loyalty.{name}"].with_user(user)
        return model.search([], limit=1)

    def test_accountant(self):
        """4.11: who posts invoices needs no rights on loyalty; the points are right and
        the entry bears the accountant's name."""
        invoice = self._invoice(20, post=False).with_user(self.accountant)
        invoice.action_post()
        refund = invoice._reverse_moves([{"invoice_date": invoice.invoice_date}])
        refund.invoice_line_ids.quantity = 1
        refund.action_post()
        refund.button_draft()
        refund.unlink()
        invoice.invoice_line_ids.quantity = 21
        self.assertPoints(105)
        self.assertEqual(self._account().entry_ids.user_id, self.accountant)
        self.assertEqual(self._cases().mapped("kind"), ["entry", "exit", "entry"])
        with self.assertRaises(AccessError):
            self.env["crm.loyalty.account"].with_user(self.accountant).search([])
        with self.assertRaises(AccessError):
            invoice.read(["loyalty_points"])

    def test_accountant_opens_the_forms(self):
        """4.11: the forms of invoices and contacts work without rights on loyalty."""
        invoice = self._invoice(4)
        for record in (invoice, self.customer):
            form = Form(record.with_user(self.accountant))
            self.assertNotIn("loyalty_balance", form._view["fields"])
            self.assertNotIn("loyalty_points", form._view["fields"])

    def test_portal(self):
        """Nobody outside the company sees points."""
        portal = new_test_user(self.env, "loy_portal", "base.group_portal")
        self._invoice(20)
        for name in (*ENGINE, *SETTINGS, "case"):
            with self.assertRaises(AccessError):
                self._browse(name, portal)

    def test_ledger_is_read_only(self):
        """4.11: nobody writes the ledger, managers neither."""
        self._invoice(20)
        for user in (self.user, self.officer, self.manager):
            for name in ENGINE:
                record = self._browse(name, user)
                self.assertTrue(record)
                for operation in ("write", "create", "unlink"):
                    with self.subTest(user=user.login, name=name, op=operation):
                        self.assertFalse(record.has_access(operation))

    def test_settings(self):
        """4.11: managers alone decide on programs, rules and levels."""
        for name in SETTINGS:
            for user in (self.user, self.officer):
                record = self._browse(name, user)
                self.assertTrue(record)
                self.assertFalse(record.has_access("write"))
                self.assertFalse(record.has_access("create"))
            for operation in ("write", "create", "unlink"):
                record = self._browse(name, self.manager)
                self.assertTrue(record.has_access(operation))

    def test_manager_configures(self):
        """LS-01: a manager needs no other rights to set up a program."""
        program = self._get_program("agent").with_user(self.manager)
        with Form(program) as form:
            form.point_value = 100
            with form.rule_ids.new() as rule:
                rule.product_id = self.pen
                rule.points = 3
            with form.tier_ids.new() as tier:
                tier.name = "Partner"
                tier.threshold = 50
        self.assertTrue(program.rule_ids.is_effective)
        program.tier_ids.write({"threshold": 60})
        program.rule_ids.points = 4
        program.rule_ids.unlink()
        program.tier_ids.unlink()

    def test_adjust(self):
        """4.11: officers adjust points by hand, users do not."""
        self._invoice(4)
        values = {"account_id": self._account().id, "points": 96, "reason": "Prize"}
        wizard = self.env["crm.loyalty.adjust"]
        with self.assertRaises(AccessError):
            wizard.with_user(self.user).create(values)
        wizard.with_user(self.officer).create(values).action_confirm()
        self.assertPoints(116 - 0)
        self.assertEqual(self._cases().kind, "entry")

    def test_adjust_other_company(self):
        """4.11: not in a company they have no access to."""
        other = self.setup_other_company()["company"]
        self._create_rule(self.pen, 5, self._get_program("customer", other))
        self._invoice(4, company_id=other)
        account = self._account(program=self._get_program("customer", other))
        self.assertTrue(account)
        wizard = self.env["crm.loyalty.adjust"].with_user(self.officer)
        with self.assertRaises(AccessError):
            wizard.create(
                {"account_id": account.id, "points": 5, "reason": "Prize"}
            ).action_confirm()

    def test_who_configures_what(self):
        """4.7, 4.11: managers decide on item types and read audits; what is created
        with all rights is decided by administrators of the database alone."""
        for name, user, may in (
            ("item.type", self.officer, False),
            ("item.type", self.manager, True),
            ("form", self.manager, False),
            ("form.line", self.manager, False),
            ("audit", self.officer, False),
            ("trial", self.officer, False),
            ("trial", self.manager, True),
        ):
            with self.subTest(name=name, user=user.login):
                model = self.env[f"crm.loyalty.{name}"].with_user(user)
                self.assertEqual(model.has_access("create"), may)
        self.assertFalse(self._browse("audit", self.manager).has_access("write"))
        self.assertFalse(self._browse("hold", self.manager).has_access("write"))

    def test_trial_of_another_company(self):
        """Invariant 16: nobody tries rules on the documents of another company."""
        other = self.setup_other_company()["company"]
        trial = self.env["crm.loyalty.trial"].with_user(self.manager)
        program = self._get_program("customer", other)
        with self.assertRaises(AccessError):
            trial.create(
                {"program_id": program.id, "product_id": self.pen.id}
            ).action_try()

    def test_accountant_posts_what_is_paid_with_points(self):
        """4.11: holding and spending points takes no rights on loyalty either."""
        self.program.point_value = 1
        voucher = self._create_product(name="Points", lst_price=0)
        self._create_rule(voucher, 1, activity="redeem")
        self._invoice(4)
        paid = self._invoice(50, product=self.stone, post=False)
        paid._pay_with_points(self._account(), 3)
        paid = paid.with_user(self.accountant)
        line = paid.invoice_line_ids.filtered(lambda line: line.product_id == voucher)
        line.quantity = 5
        self.assertEqual(self._account().held, 5)
        paid.action_post()
        self.assertPoints(15)
        paid.button_cancel()
        self.assertPoints(20)

    def test_own_forms(self):
        """LS-23: users see their own forms and those of nobody, officers all."""
        self._invoice(20)
        case = self._cases()
        for user, sees in (
            (self.seller, True),
            (self.user, False),
            (self.officer, True),
        ):
            self.assertEqual(bool(self._browse("case", user)), sees, user.login)
        self.customer.user_id = False
        case.user_id = False
        self.assertTrue(self._browse("case", self.user))
        self._browse("case", self.user).stage = "in_progress"
        for operation in ("create", "unlink"):
            self.assertFalse(self._browse("case", self.officer).has_access(operation))

    def test_other_company(self):
        """Invariant 16: nothing of another company is seen."""
        other = self.setup_other_company()["company"]
        self._create_rule(self.pen, 50, self._get_program("customer", other))
        self._invoice(4, company_id=other)
        for name in (*ENGINE, "case"):
            self.assertFalse(self._browse(name, self.manager), name)
        self.assertEqual(self.customer.with_user(self.manager).loyalty_balance, 0)
