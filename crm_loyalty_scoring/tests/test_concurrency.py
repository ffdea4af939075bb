import psycopg2

from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .. import families
from .racing import RacingCase, transaction


@tagged("post_install", "-at_install")
class TestConcurrency(RacingCase):
    """Two transactions at a time, in an order that is told."""

    def _run_together(self, *functions):
        """Run each function in a transaction of its own, as the server does. Each of
        them begins before any of them writes, and the last one commits first.

        :return: the result of each, or the error it ended with
        """
        function, *others = functions
        results = []

        def attempt():
            self.tries += 1
            env.execute_query(SQL("SELECT 1"))
            if others and not results:
                results.extend(self._run_together(*others))
            return function(env)

        with transaction() as env, mute_logger("odoo.sql_db"):
            try:
                result = retrying(attempt, env)
            except UserError as error:
                result = error
        return [result, *results]

    def _post_both(self):
        def post(move_id):
            return lambda env: env["account.move"].browse(move_id)._post().ids

        self._run_together(*(post(move_id) for move_id in self.ids["moves"]))

    def test_two_invoices(self):
        """4.5: two invoices posted at once, neither of which reaches the level alone:
        one account, all points, one entry form."""
        self._post_both()
        self.assertGreater(self.tries, 2, "the transactions did not collide")
        self.assertEqual(self._read(), (1, 120, [60, 60], ["entry"]))

    def test_overspending(self):
        """Invariant 17: of four decreases by 50 at once from 120 points two succeed."""
        self._post_both()

        def take(env):
            account = env["crm.loyalty.account"].search(
                [("program_id", "in", self.ids["program"])]
            )
            account._adjust(-50, "Race")

        results = self._run_together(*[take] * 4)
        failed = [result for result in results if isinstance(result, UserError)]
        self.assertEqual(len(failed), 2)
        accounts, balance, _points, kinds = self._read()
        self.assertEqual((accounts, balance), (1, 20))
        self.assertEqual(sorted(kinds), ["entry", "exit"])

    def test_family(self):
        """4.5: who reads a family of documents while another transaction reckons it
        fails, and is run again, even if no points change."""
        self._post_both()
        with transaction() as first, transaction() as second:
            source = first["crm.loyalty.source"]
            root = source.search([("program_id", "in", self.ids["program"])], limit=1)
            second.execute_query(SQL("SELECT 1"))
            families.lock(first, root.ids)
            first.cr.commit()
            with (
                self.assertRaises(psycopg2.errors.SerializationFailure),
                mute_logger("odoo.sql_db"),
            ):
                families.lock(second, root.ids)
            second.cr.rollback()
