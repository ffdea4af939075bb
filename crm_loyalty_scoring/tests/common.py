from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.account.tests.common import AccountTestInvoicingCommon


class LoyaltyCommon(AccountTestInvoicingCommon):
    """A company with 5 points per unit of the pen, 0.33 per unit of the clip, and a
    level at 100 points. The contact's salesperson owns its forms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = new_test_user(
            cls.env,
            "loyalty_seller",
            "sales_team.group_sale_salesman",
            company_ids=[Command.set(cls.company_data["company"].ids)],
            company_id=cls.company_data["company"].id,
        )
        cls.pen = cls._create_product(name="Pen", lst_price=100)
        cls.clip = cls._create_product(name="Clip", lst_price=10)
        cls.stone = cls._create_product(name="Stone", lst_price=1)
        cls.customer = cls.env["res.partner"].create(
            {"name": "Mina", "user_id": cls.seller.id}
        )
        cls.program = cls._get_program("customer")
        cls.pen_rule = cls._create_rule(cls.pen, 5)
        cls.clip_rule = cls._create_rule(cls.clip, 0.33)
        cls.tier = cls._create_tier("Gold", 100)

    def setUp(self):
        super().setUp()
        self.ledger_seen = {}

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.quick_ref(
            "crm_loyalty_scoring.group_manager"
        )

    @classmethod
    def _get_program(cls, profile_type, company=None):
        return cls.env["crm.loyalty.program"].search(
            [
                (
                    "profile_type_id",
                    "=",
                    cls.env.ref(
                        f"crm_loyalty_scoring.crm_loyalty_profile_type_{profile_type}"
                    ).id,
                ),
                ("company_id", "=", (company or cls.company_data["company"]).id),
            ]
        )

    @classmethod
    def _create_rule(cls, product, points, program=None, **values):
        return cls.env["crm.loyalty.rule"].create(
            {
                "program_id": (program or cls.program).id,
                "product_id": product.id,
                "points": points,
                **values,
            }
        )

    @classmethod
    def _create_item_rule(cls, item_type, points, step=0, program=None, **values):
        return cls.env["crm.loyalty.rule"].create(
            {
                "program_id": (program or cls.program).id,
                "activity": "item",
                "item_type_id": item_type.id,
                "points": points,
                "amount_step": step,
                **values,
            }
        )

    @classmethod
    def _create_tier(cls, name, threshold, program=None):
        return cls.env["crm.loyalty.tier"].create(
            {
                "program_id": (program or cls.program).id,
                "name": name,
                "threshold": threshold,
            }
        )

    @classmethod
    def _invoice(cls, *quantities, product=None, partner=None, post=True, **values):
        """A customer invoice with one line of the pen per quantity."""
        return cls._create_invoice(
            partner_id=partner or cls.customer,
            invoice_line_ids=[
                cls._prepare_invoice_line(product_id=product or cls.pen, quantity=qty)
                for qty in quantities
            ],
            post=post,
            **values,
        )

    @classmethod
    def _refund(cls, invoice, quantity=None, post=True):
        """A credit note of an invoice, its first line cut down to a quantity."""
        refund = invoice._reverse_moves([{"invoice_date": invoice.invoice_date}])
        if quantity is not None:
            refund.invoice_line_ids[0].quantity = quantity
        if post:
            refund.action_post()
        return refund

    @classmethod
    def _change_quantity(cls, move, quantity):
        """What an accountant does: reset to draft, edit, confirm again."""
        move.button_draft()
        move.invoice_line_ids[0].quantity = quantity
        move.action_post()

    def _account(self, partner=None, program=None):
        return self.env["crm.loyalty.account"].search(
            [
                ("partner_id", "=", (partner or self.customer).id),
                ("program_id", "=", (program or self.program).id),
            ]
        )

    def _balance(self, partner=None, program=None):
        return self._account(partner, program).balance

    def _cases(self, partner=None):
        return self.env["crm.loyalty.case"].search(
            [("partner_id", "=", (partner or self.customer).id)], order="id"
        )

    def _read_ledger(self):
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM crm_loyalty_entry ORDER BY id")
        return {row[0]: row for row in self.env.cr.fetchall()}

    # -- the invariants, checked from the outside -------------------------------

    def assertLedgerConsistent(self):
        """Section 5 of the requirements, as far as it concerns this addon's parts."""
        self.env.invalidate_all()
        self._check_append_only()
        self._check_sums()
        self._check_grants()
        self._check_families()
        self._check_levels()
        self._check_idempotent()

    def assertPoints(self, points, partner=None, program=None):
        self.assertEqual(self._balance(partner, program), points)
        self.assertLedgerConsistent()

    def _check_append_only(self):
        """Invariant 3: what was once in the ledger is there unchanged."""
        ledger = self._read_ledger()
        for entry_id, row in self.ledger_seen.items():
            self.assertEqual(ledger.get(entry_id), row, "a ledger entry changed")
        self.ledger_seen = ledger

    def _check_sums(self):
        """Invariants 1, 2 and 9."""
        self.env.cr.execute(
            """
            SELECT a.id, a.balance, a.shortfall, l.remaining, e.*
              FROM crm_loyalty_account a
              JOIN LATERAL (SELECT COALESCE(SUM(remaining), 0) AS remaining
                              FROM crm_loyalty_lot WHERE account_id = a.id) l ON TRUE
              JOIN LATERAL (
                    SELECT COALESCE(SUM(points) FILTER (WHERE lot_id > 0), 0)
                           AS in_lots,
                           COALESCE(SUM(points) FILTER (WHERE lot_id IS NULL), 0)
                           AS outside,
                           COALESCE(SUM(points) FILTER (
                               WHERE kind IN ('spend', 'release')), 0) AS spent,
                           COALESCE(SUM(points) FILTER (WHERE kind = 'expire'), 0)
                           AS expired
                      FROM crm_loyalty_entry entry
                      JOIN crm_loyalty_account own ON own.id = entry.account_id
                     WHERE a.id = own.id) e ON TRUE
             WHERE NOT (a.merged_into_id IS NOT NULL OR EXISTS (
                            SELECT FROM crm_loyalty_account
                             WHERE merged_into_id = a.id)
                        OR a.spent = -e.spent AND a.expired = -e.expired)
                OR NOT (a.balance >= 0 AND a.shortfall >= 0
                        AND (a.balance = 0 OR a.shortfall = 0)
                        AND a.balance = l.remaining AND a.balance = e.in_lots
                        AND a.shortfall = -e.outside)
            """
        )
        self.assertEqual(self.env.cr.fetchall(), [], "sums of an account differ")
        self.env.cr.execute(
            """
            SELECT l.id FROM crm_loyalty_lot l
             WHERE NOT (0 <= remaining AND remaining <= points)
                OR remaining <> (SELECT COALESCE(SUM(points), 0)
                                   FROM crm_loyalty_entry WHERE lot_id = l.id)
                OR expired <> (SELECT COALESCE(-SUM(points), 0)
                                 FROM crm_loyalty_entry
                                WHERE lot_id = l.id AND kind = 'expire')
            """
        )
        self.assertEqual(self.env.cr.fetchall(), [], "a lot differs from its entries")

    def _check_grants(self):
        """Invariants 2 and 18: the grants are what the ledger holds, on the account
        that holds the family, and nowhere else unless accounts were merged."""
        self.env.cr.execute(
            """
            SELECT g.id, g.points, e.points
              FROM crm_loyalty_grant g
              JOIN crm_loyalty_source s ON s.id = g.source_id
              JOIN crm_loyalty_source root ON root.id = s.root_id
              JOIN LATERAL (
                    SELECT COALESCE(SUM(points), 0) AS points,
                           COALESCE(SUM(points) FILTER (
                               WHERE account_id = g.account_id
                                  OR a.merged_into_id IS NOT NULL), 0) AS here
                      FROM crm_loyalty_entry e
                      JOIN crm_loyalty_account a ON a.id = e.account_id
                     WHERE grant_id = g.id) e ON TRUE
             WHERE g.points <> e.points OR g.points <> e.here
                OR g.account_id IS DISTINCT FROM root.account_id
            """
        )
        self.assertEqual(self.env.cr.fetchall(), [], "a grant differs from the ledger")

    def _check_families(self):
        """Invariants 4, 6 and 8: a family has what its documents and pins say."""
        sources = (
            self.env["crm.loyalty.source"]
            .sudo()
            .search([("res_model", "=", "account.move")])
        )
        moves = self.env["account.move"].sudo().browse(sources.mapped("res_id"))
        exists = set(moves.exists().ids)
        totals, granted, pins = {}, {}, {}
        for grant in sources.grant_ids:
            source = grant.source_id
            key = (source.root_id, grant.product_id, grant.item_type_id)
            move = self.env["account.move"].sudo().browse(source.res_id)
            quantity = 0
            if move.id in exists and move.state == "draft":
                quantity = grant.quantity
            elif move.id in exists and move.state == "posted":
                quantity = (
                    self._net_quantity(move, grant.product_id)
                    if grant.product_id
                    else move[grant.item_type_id.amount_field]
                )
            totals[key] = totals.get(key, 0) + quantity
            granted[key] = granted.get(key, 0) + grant.points
            names = ("unit_points", "amount_step", "precision", "rounding")
            pins.setdefault(key, set()).add(tuple(grant[name] for name in names))
        for key, total in totals.items():
            self.assertEqual(len(pins[key]), 1, "a family has two rates for a product")
            desired = self._reckon(total, *pins[key].pop()) if key[0].account_id else 0
            self.assertAlmostEqual(granted[key], desired, 2)

    @staticmethod
    def _reckon(total, unit_points, step, precision, rounding):
        """The points of a family, reckoned once more in another way."""
        total = Decimal(repr(round(max(0, total), 9)))
        step, unit_points = Decimal(repr(step)), Decimal(repr(unit_points))
        points = (total // step if step else total) * unit_points
        mode = {"nearest": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_CEILING}
        return float(points.quantize(Decimal(10) ** -precision, mode[rounding]))

    @staticmethod
    def _net_quantity(move, product):
        lines = move.invoice_line_ids.filtered(
            lambda line: line.display_type == "product" and line.product_id == product
        )
        sign = -1 if move.move_type == "out_refund" else 1
        return sign * sum(
            line.product_uom_id._compute_quantity(
                line.quantity, product.uom_id, round=False
            )
            for line in lines
        )

    def _check_levels(self):
        """Invariant 11: the levels entered and not left are those reached."""
        self.env.cr.execute(
            """
            SELECT a.id, t.id FROM crm_loyalty_account a
              JOIN crm_loyalty_tier t ON t.program_id = a.program_id AND t.active
              JOIN LATERAL (SELECT COUNT(*) FILTER (WHERE kind = 'entry')
                                 - COUNT(*) FILTER (WHERE kind = 'exit') AS open
                              FROM crm_loyalty_case
                             WHERE account_id = a.id AND tier_id = t.id) c ON TRUE
             WHERE a.merged_into_id IS NULL
               AND c.open <> CASE WHEN (
                    SELECT CASE p.tier_basis WHEN 'balance' THEN a.balance
                           WHEN 'earned' THEN a.balance - a.shortfall + a.spent
                           ELSE a.balance - a.shortfall + a.spent + a.expired END
                      FROM crm_loyalty_program p WHERE p.id = a.program_id)
                    >= t.threshold THEN 1 ELSE 0 END
            """
        )
        self.assertEqual(self.env.cr.fetchall(), [], "forms and points disagree")

    def _check_idempotent(self):
        """Invariants 5 and 7: reconciling everything again adds nothing, whatever the
        rules have become."""
        sources = (
            self.env["crm.loyalty.source"]
            .sudo()
            .search([("res_model", "=", "account.move")])
        )
        sources._reconcile(sources.mapped("res_id"))
        self.assertEqual(self._read_ledger(), self.ledger_seen, "not idempotent")
