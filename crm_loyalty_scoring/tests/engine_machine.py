"""The commands of section 5 on documents that are written by SQL.

Odoo takes a hundred times as long to post an invoice as the points of it take, so this
machine writes the rows of its documents itself and then calls what Odoo's own methods
call. It keeps a book of its own about what each document says; the other machine
(`test_state_machine`) drives Odoo itself, with fewer examples.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from odoo.exceptions import UserError

from .. import expiry_store

DOCUMENTS = st.integers(0, 5)  # three invoices, three credit notes
ITEMS = st.integers(1, 3)
PEOPLE = st.sampled_from(["customer", "partner_b"])
QUANTITIES = st.sampled_from([0, 0.5, 1, 2, 3, 7, 20])
POINTS = st.sampled_from([0.33, 1, 5, 12.5, 40])
PRICE = 100


class EngineMachine(RuleBasedStateMachine):
    def __init__(self, test):
        super().__init__()
        self.test, self.env = test, test.env
        self.savepoint = self.env.cr.savepoint()
        test.ledger_seen = {}
        test.clock = datetime(2026, 1, 5, 9)
        self.state = dict.fromkeys(test.documents.ids, "draft")
        self.counted = {}
        self.is_merged = False

    def teardown(self):
        self.savepoint.close(rollback=True)
        self.env.invalidate_all(flush=False)
        self.env.registry.clear_cache()
        return super().teardown()

    # -- documents ----------------------------------------------------------------

    def pick(self, number, *states):
        move = self.test.documents[number]
        return move if self.state.get(move.id) in states else None

    def attempt(self, function):
        """Run a command that may be refused for want of points, as a whole."""
        try:
            with self.env.cr.savepoint():
                function()
        except UserError as error:
            self.env.invalidate_all(flush=False)
            assert "points" in str(error), error
            return False
        return True

    def set_line(self, move, product, quantity):
        self.env.cr.execute(
            "UPDATE account_move_line SET quantity = %s"
            " WHERE move_id = %s AND product_id = %s",
            [quantity, move.id, getattr(self.test, product).id],
        )
        sign = -1 if move.move_type == "out_refund" else 1
        self.env.cr.execute(
            "UPDATE account_move SET amount_total_signed = %s * (SELECT SUM(quantity)"
            " FROM account_move_line WHERE move_id = %s AND product_id = %s)"
            " WHERE id = %s",
            [sign * PRICE, move.id, self.test.pen.id, move.id],
        )
        self.env.invalidate_all(flush=False)

    def set_move(self, move, **values):
        for name, value in values.items():
            self.env.cr.execute(
                f"UPDATE account_move SET {name} = %s WHERE id = %s", [value, move.id]
            )
            if name == "state":
                self.env.cr.execute(
                    "UPDATE account_move_line SET parent_state = %s WHERE move_id = %s",
                    [value, move.id],
                )
        self.env.invalidate_all(flush=False)

    def decide(self, move, state):
        def change():
            self.set_move(move, state=state)
            move._hold_loyalty_points()
            move._reconcile_loyalty()

        if self.attempt(change):
            self.state[move.id] = state
            self.count(move)

    def count(self, move):
        """What the document counts from now on."""
        self.env.cr.execute(
            "SELECT product_id, SUM(quantity) FROM account_move_line"
            " WHERE move_id = %s AND product_id IS NOT NULL GROUP BY product_id",
            [move.id],
        )
        sign = -1 if move.move_type == "out_refund" else 1
        lines = self.env.cr.fetchall() if self.state[move.id] == "posted" else []
        said = {(product, None): sign * quantity for product, quantity in lines}
        pens = said.get((self.test.pen.id, None), 0)
        said[None, self.test.item_type.id] = pens * PRICE
        self.counted[move.id] = said

    @initialize(quantities=st.tuples(QUANTITIES, QUANTITIES))
    def start(self, quantities):
        """Something to work on: two sales and a return that may exceed its sale."""
        self.edit(0, "pen", 20)
        self.post(0)
        for number, quantity in zip((1, 3), quantities, strict=True):
            self.edit(number, "pen", quantity)
        self.link(3, 0)
        self.post(1)
        self.post(3)

    @rule(number=DOCUMENTS, product=st.sampled_from(["pen", "clip"]), to=QUANTITIES)
    def edit(self, number, product, to):
        """Of a posted document too: core lets lines of posted invoices be written."""
        if move := self.pick(number, "draft", "posted"):

            def change():
                self.set_line(move, product, to)
                if self.state[move.id] == "posted":
                    move._reconcile_loyalty()

            if self.attempt(change) and self.state[move.id] == "posted":
                self.count(move)

    @rule(number=DOCUMENTS)
    def post(self, number):
        if move := self.pick(number, "draft"):
            self.decide(move, "posted")

    @rule(number=DOCUMENTS)
    def cancel(self, number):
        if move := self.pick(number, "draft", "posted"):
            self.decide(move, "cancel")

    @rule(number=DOCUMENTS)
    def reset(self, number):
        if move := self.pick(number, "posted", "cancel"):
            counted = self.counted.get(move.id)

            def change():
                self.set_move(move, state="draft")
                move._hold_loyalty_points()

            if self.attempt(change):
                self.state[move.id] = "draft"
                self.counted[move.id] = counted or {}

    @rule(number=DOCUMENTS)
    def delete(self, number):
        if move := self.pick(number, "draft", "cancel"):

            def change():
                move._release_loyalty_points()
                self.env.flush_all()
                for table, column in (
                    ("account_move_line", "move_id"),
                    ("account_move", "id"),
                ):
                    self.env.cr.execute(
                        f"DELETE FROM {table} WHERE {column} = %s", [move.id]
                    )
                self.env.invalidate_all(flush=False)
                self.env["crm.loyalty.source"]._reconcile([move.id])

            if self.attempt(change):
                del self.state[move.id]
                self.counted[move.id] = {}

    @rule(number=DOCUMENTS, to=PEOPLE)
    def change_contact(self, number, to):
        if (move := self.pick(number, "draft")) and not self.is_merged:

            def change():
                self.set_move(move, partner_id=getattr(self.test, to).id)
                move._hold_loyalty_points()

            self.attempt(change)

    @rule(number=st.integers(3, 5), other=st.integers(0, 2))
    def link(self, number, other):
        move = self.pick(number, "draft", "posted")
        target = self.pick(other, "posted")
        if move and target:

            def change():
                self.set_move(move, reversed_entry_id=target.id)
                if self.state[move.id] == "posted":
                    move._reconcile_loyalty()

            self.attempt(change)

    # -- points -------------------------------------------------------------------

    @rule(number=st.integers(0, 2), to=st.sampled_from([0, 1, 2.5, 30]))
    def redeem(self, number, to):
        """A line that is paid with points, in draft or posted."""
        if move := self.pick(number, "draft", "posted"):

            def change():
                self.set_line(move, "voucher", to)
                if self.state[move.id] == "posted":
                    move._reconcile_loyalty()
                else:
                    move._hold_loyalty_points()

            if self.attempt(change) and self.state[move.id] == "posted":
                self.count(move)

    @rule(points=POINTS, gives=st.booleans(), spends=st.booleans(), who=PEOPLE)
    def adjust(self, points, gives, spends, who):
        if account := self.test._account(getattr(self.test, who)):
            usable = account.usable if spends else account.balance - account.held
            change = points if gives else -points
            done = self.attempt(
                lambda: account._adjust(change, "Drawn", spends and not gives)
            )
            assert gives or not done or points <= usable + 1e-9, "spent too much"

    @rule(item=ITEMS, amount=st.sampled_from([0, 99, 250, 1000]), who=PEOPLE)
    def save_item(self, item, amount, who):
        """A financial item, confirmed or edited; with 0 it is rejected."""
        holder = getattr(self.test, who)
        if not self.is_merged or holder == self.test.customer:
            item_type = self.test.won_type.id
            is_new = (item, "crm.lead") not in self.counted
            self.attempt(
                lambda: self.env["crm.loyalty.source"]._reconcile_items(
                    "crm.lead",
                    [
                        (
                            item,
                            f"Deal {item}",
                            self.test.program.company_id.id,
                            holder.id,
                            item_type if is_new and amount else None,
                        )
                    ],
                    {(item, item_type): amount},
                )
            )
            self.counted[item, "crm.lead"] = {(None, item_type): amount}

    @rule(item=ITEMS)
    def delete_item(self, item):
        if (item, "crm.lead") in self.counted:
            self.env["crm.loyalty.source"]._forget_items("crm.lead", [item])
            self.counted[item, "crm.lead"] = {}

    @rule(points=st.sampled_from([0, 0.33, 5, 12.5]), active=st.booleans())
    def change_rule(self, points, active):
        self.test.pen_rule.write({"points": points, "active": active})

    @rule(
        expiry=st.sampled_from(["never", "days", "month"]),
        rounding=st.sampled_from(["nearest", "down", "up"]),
        precision=st.integers(0, 2),
    )
    def change_program(self, expiry, rounding, precision):
        self.test.program.write(
            {
                "expiry": expiry,
                "expiry_days": 10,
                "rounding": rounding,
                "precision": precision,
            }
        )

    @rule(days=st.sampled_from([1, 9, 40]), sweeps=st.booleans())
    def wait(self, days, sweeps):
        self.test.clock += timedelta(days=days)
        if sweeps:
            self.env.flush_all()
            changed = expiry_store.sweep(self.env, 100)
            self.env["crm.loyalty.account"]._follow_changes(changed)

    @rule()
    def merge(self):
        if not self.is_merged:
            self.is_merged = True
            test = self.test
            self.env["crm.loyalty.account"]._merge_partners(
                test.partner_b, test.customer
            )
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE account_move SET partner_id = %s WHERE partner_id = %s",
                [test.customer.id, test.partner_b.id],
            )
            self.env.invalidate_all(flush=False)

    # -- invariants ---------------------------------------------------------------

    @invariant()
    def consistent(self):
        test = self.test
        self.env.flush_all()
        self.env.invalidate_all(flush=False)
        test._check_append_only()
        test._check_sums()
        test._check_grants()
        test._check_levels()
        self.check_holds()
        self.check_families()
        known = (
            self.env["crm.loyalty.source"]
            .sudo()
            .search([("res_model", "=", "account.move")])
        )
        # the ledger may be about to lose what is due, which is no difference
        known._reconcile(known.mapped("res_id"))
        test.assertEqual(test._read_ledger(), test.ledger_seen, "not idempotent")

    def check_holds(self):
        """What accounts hold is what drafts hold, and only drafts do."""
        self.env.cr.execute(
            """
            SELECT account.id FROM crm_loyalty_account account
             WHERE held <> (SELECT COALESCE(SUM(points), 0) FROM crm_loyalty_hold
                             WHERE account_id = account.id)
             UNION ALL
            SELECT hold.id FROM crm_loyalty_hold hold
              JOIN account_move move ON move.id = hold.move_id
             WHERE move.state <> 'draft'
            """
        )
        self.test.assertEqual(self.env.cr.fetchall(), [], "holds differ")

    def check_families(self):
        """Invariants 4, 6, 8 and 14, against the machine's own book."""
        self.env.cr.execute(
            """
            SELECT source.res_id, source.res_model, source.root_id, pin.product_id,
                   pin.item_type_id, pin.quantity, pin.points, root.account_id,
                   pin.unit_points, COALESCE(pin.amount_step, 0), pin.precision,
                   pin.rounding
              FROM crm_loyalty_grant pin
              JOIN crm_loyalty_source source ON source.id = pin.source_id
              JOIN crm_loyalty_source root ON root.id = source.root_id
            """
        )
        families = {}
        for row in self.env.cr.fetchall():
            res_id, model, root, product, item, quantity, points, account, *pins = row
            key = res_id if model == "account.move" else (res_id, model)
            said = self.counted[key].get((product, item), 0)
            self.test.assertAlmostEqual(float(quantity), float(said), 6, "miscounted")
            family = families.setdefault((root, product, item), [0, 0, account, pins])
            self.test.assertEqual(family[3], pins, "a family has two rates")
            family[0] += Decimal(str(quantity))
            family[1] += Decimal(str(points))
        for total, points, account, pins in families.values():
            rate, step, *rounding = pins
            desired = 0
            if account:
                desired = self.test._reckon(
                    float(total), float(rate), float(step), *rounding
                )
            self.test.assertAlmostEqual(float(points), desired, 2, "wrong points")
