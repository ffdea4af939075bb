import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from odoo import fields
from odoo.tests import tagged

from .common import LoyaltyCommon
from .engine_machine import EngineMachine

# `./bench loyalty-fuzz` asks for more, other ones each time.
EXAMPLES = int(os.environ.get("LOYALTY_FUZZ_EXAMPLES", 0))


@tagged("post_install", "-at_install")
class TestEngine(LoyaltyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.write({"has_entry_form": False, "has_exit_form": False})
        cls.voucher = cls._create_product(name="Points", lst_price=0)
        cls._create_rule(cls.voucher, 1, activity="redeem")
        cls.item_type = cls.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_invoice")
        cls._create_item_rule(cls.item_type, 1, 250)
        cls.won_type = cls.env.ref("crm_loyalty_scoring.crm_loyalty_item_type_won")
        cls._create_item_rule(cls.won_type, 3, 100)
        cls.documents = cls.env["account.move"].union(
            *(cls._document(kind) for kind in ["out_invoice"] * 3 + ["out_refund"] * 3)
        )

    @classmethod
    def _document(cls, move_type):
        return cls._create_invoice(
            move_type=move_type,
            partner_id=cls.customer,
            invoice_line_ids=[
                cls._prepare_invoice_line(product_id=product, quantity=0)
                for product in (cls.pen, cls.clip, cls.voucher)
            ],
            post=False,
        )

    def test_invariants(self):
        """Invariants 1 to 14 hold after any sequence of commands: 200 examples of 40
        steps, all of them checked after each step."""
        self.env.flush_all()
        self.patch(fields.Datetime, "now", lambda *_args: self.clock)
        run_state_machine_as_test(
            lambda: EngineMachine(self),
            settings=settings(
                max_examples=EXAMPLES or 200,
                stateful_step_count=40,
                deadline=None,
                derandomize=not EXAMPLES,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
