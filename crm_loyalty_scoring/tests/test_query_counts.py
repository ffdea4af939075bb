from contextlib import contextmanager

from odoo.tests import tagged

from .common import LoyaltyCommon


@tagged("post_install", "-at_install")
class TestQueryCounts(LoyaltyCommon):
    def _count(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def _drafts(self, count, quantity=4):
        # different contacts, so that every invoice has an account of its own
        partners = self.env["res.partner"].create(
            [{"name": f"P{number}"} for number in range(count)]
        )
        return self.env["account.move"].union(
            *(self._invoice(quantity, partner=p, post=False) for p in partners)
        )

    def _extra(self, count, action):
        """Queries of an action on so many invoices that the rules cost."""
        self.program.rule_ids.active = True
        with_rules = action(count)
        self.program.rule_ids.active = False
        return with_rules - action(count)

    def _post(self, count):
        return self._count(self._drafts(count).action_post)

    def _get_own_queries(self, function):
        """The queries of a function on the tables of this addon."""
        queries = []
        with contextmanager(self._patchExecute)(queries):
            function()
        self.assertTrue(queries)
        return [query for query in queries if "loyalty" in str(query)]

    def test_post(self):
        """7: points of any number of invoices cost as many queries as those of one."""
        self._post(2)  # warm the caches of the registry
        one, many = self._extra(1, self._post), self._extra(12, self._post)
        self.assertEqual(one, many)
        self.assertLessEqual(one, 12)

    def test_refund(self):
        """7: so do those of credit notes; their chains cost two more."""
        counts = []
        for count in (1, 8):
            invoices = self._drafts(count)
            invoices.action_post()
            refunds = invoices._reverse_moves(
                [{"invoice_date": move.invoice_date} for move in invoices]
            )
            counts.append(len(self._get_own_queries(refunds.action_post)))
        self.assertEqual(*counts)
        self.assertLessEqual(counts[0], 14)

    def test_no_rule(self):
        """7: without a rule for its products, an invoice costs one query more."""
        self.program.rule_ids.active = False
        moves = self._drafts(3)
        moves.action_post()
        with self.assertQueryCount(1):
            moves._reconcile_loyalty()
        bills = self._invoice(4, move_type="in_invoice")
        with self.assertQueryCount(0):
            bills._reconcile_loyalty()

    def test_reset(self):
        """7: resetting to draft costs nothing."""
        moves = self._drafts(3)
        moves.action_post()
        self.assertFalse(self._get_own_queries(moves.button_draft))

    def test_buttons(self):
        """The points of many invoices or contacts are read together."""
        moves = self._drafts(5)
        moves.action_post()
        for records, name in (
            (moves, "loyalty_points"),
            (moves.partner_id.browse(moves.partner_id.ids), "loyalty_balance"),
        ):
            records.mapped(name)  # warm the caches of the registry
            one, many = (
                self._count(lambda some=some, name=name: some.mapped(name))
                for some in (records[:1], records)
            )
            self.assertEqual(one, many, name)
