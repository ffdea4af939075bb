from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LoyaltyCommon

NUMBERS = st.integers(0, 9)
QUANTITIES = st.sampled_from([0, 0.5, 1, 2, 3, 7, 20])


class LoyaltyMachine(RuleBasedStateMachine):
    """The commands of section 5 that this addon knows, on two contacts and a few
    invoices. After each command `test` checks all invariants, with a reckoning of
    its own; each run of commands is rolled back."""

    def __init__(self, test):
        super().__init__()
        self.test = test
        self.test.env.flush_all()
        self.savepoint = self.test.env.cr.savepoint()
        self.moves = []
        self.test.ledger_seen = {}

    def teardown(self):
        self.savepoint.close(rollback=True)
        return super().teardown()

    @invariant()
    def consistent(self):
        self.test.assertLedgerConsistent()

    def pick(self, number, *states):
        moves = [move for move in self.moves if move.state in states]
        return moves[number % len(moves)] if moves else self.test.env["account.move"]

    @initialize(quantities=st.tuples(QUANTITIES, QUANTITIES, QUANTITIES))
    def start(self, quantities):
        """Something to work on: two sales, and a return that may exceed its sale."""
        sold, more, returned = quantities
        self.invoice(sold, "pen", "customer", True)
        self.invoice(more, "clip", "partner_b", True)
        self.refund(0, returned, True)

    @rule(
        quantity=QUANTITIES,
        product=st.sampled_from(["pen", "clip", "stone"]),
        partner=st.sampled_from(["customer", "partner_b"]),
        post=st.booleans(),
    )
    def invoice(self, quantity, product, partner, post):
        product, partner = getattr(self.test, product), getattr(self.test, partner)
        lines = self.test._prepare_invoice_line(product_id=self.test.stone, quantity=50)
        move = self.test._invoice(
            quantity, product=product, partner=partner, post=False
        )
        move.invoice_line_ids = [lines]
        self.moves.append(move)
        if post:
            move.action_post()

    @rule(number=NUMBERS, quantity=QUANTITIES, post=st.booleans())
    def refund(self, number, quantity, post):
        move = self.pick(number, "posted")
        if move:
            self.moves.append(self.test._refund(move, quantity, post))

    @rule(number=NUMBERS)
    def post(self, number):
        self.pick(number, "draft").filtered("invoice_line_ids").action_post()

    @rule(number=NUMBERS)
    def reset(self, number):
        self.pick(number, "posted", "cancel").button_draft()

    @rule(number=NUMBERS)
    def cancel(self, number):
        self.pick(number, "posted", "draft").button_cancel()

    @rule(number=NUMBERS)
    def delete(self, number):
        move = self.pick(number, "draft", "cancel")
        self.moves = [other for other in self.moves if other != move]
        move.unlink()

    @rule(number=NUMBERS, quantity=QUANTITIES)
    def edit(self, number, quantity):
        self.pick(number, "draft", "posted").invoice_line_ids[:1].quantity = quantity

    @rule(number=NUMBERS, partner=st.sampled_from(["customer", "partner_b"]))
    def change_contact(self, number, partner):
        self.pick(number, "draft").partner_id = getattr(self.test, partner)

    @rule(number=NUMBERS, other=NUMBERS)
    def relink(self, number, other):
        moves = self.pick(number, "draft", "posted"), self.pick(other, "posted")
        if [move.move_type for move in moves] == ["out_refund", "out_invoice"]:
            moves[0].reversed_entry_id = moves[1]

    @rule(points=st.sampled_from([0, 0.33, 5, 12.5]), product=st.booleans())
    def change_rule(self, points, product):
        (self.test.pen_rule if product else self.test.stone_rule).points = points

    @rule(active=st.booleans(), product=st.booleans())
    def switch_rule(self, active, product):
        (self.test.pen_rule if product else self.test.stone_rule).active = active

    @rule(points=st.sampled_from([-100, -20, -0.01, 7]))
    def adjust(self, points):
        account = self.test._account()
        if account:
            before = account.balance
            try:
                account._adjust(points, "Drawn")
            except UserError:
                assert before + points < 0, "enough points, but refused"


@tagged("post_install", "-at_install")
class TestStateMachine(LoyaltyCommon):
    def test_invariants(self):
        """Invariants 1 to 11 hold after any sequence of commands."""
        self.stone_rule = self._create_rule(self.stone, 0.01)
        self.stone_rule.active = False
        run_state_machine_as_test(
            lambda: LoyaltyMachine(self),
            settings=settings(
                max_examples=15,
                stateful_step_count=25,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
