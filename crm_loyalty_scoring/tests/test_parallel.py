import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from unittest.mock import patch

import psycopg2

from odoo.exceptions import UserError
from odoo.modules.registry import DummyRLock, Registry
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from .racing import RacingCase, transaction

_logger = logging.getLogger(__name__)
WORKERS = 16
CLICKS = 4


@tagged("post_install", "-at_install")
class TestParallel(RacingCase):
    """4.5: sixteen workers at once, each on a connection of its own, as the server runs
    them: what collides is run again, five times by the server, then by whoever clicks
    once more."""

    INVOICES = WORKERS

    def _run(self, function):
        """Let all workers start together.

        :return: the result of each, or the error it ended with
        """
        barrier, lock = threading.Barrier(WORKERS), threading.Lock()
        self.tries, self.deadlocks = 0, []

        def work(number):
            def attempt(env):
                with lock:
                    self.tries += 1
                try:
                    return function(env, number)
                except psycopg2.errors.DeadlockDetected as error:
                    self.deadlocks.append(error.diag.context or str(error))
                    raise

            barrier.wait()
            for _click in range(CLICKS):
                with (
                    suppress(psycopg2.errors.SerializationFailure),
                    transaction() as env,
                ):
                    try:
                        return retrying(partial(attempt, env), env)
                    except UserError as error:
                        return error
            raise AssertionError("a worker never came through")

        with (
            # the thread that runs the tests keeps the lock of the registries
            patch.object(Registry, "_lock", DummyRLock()),
            mute_logger("odoo.sql_db", "odoo.service.model"),
            ThreadPoolExecutor(WORKERS) as pool,
        ):
            results = list(pool.map(work, range(WORKERS)))
        _logger.info(
            "%s workers, %s tries, %s deadlocks of Odoo's own",
            *(WORKERS, self.tries, len(self.deadlocks)),
        )
        self.assertFalse([text for text in self.deadlocks if "loyalty" in text])
        return results

    def _get_account(self, env):
        return env["crm.loyalty.account"].search(
            [("program_id", "in", self.ids["program"])]
        )

    def _prove(self):
        """Sums, ledger and documents agree when all is over."""
        with transaction() as env:
            report = env["crm.loyalty.audit"]._run()
            self.assertFalse(report.finding_count, report.findings)
            env.cr.rollback()

    def test_earning(self):
        """4.5: sixteen invoices to one contact: all points, one account, one form."""
        moves = self.ids["moves"]
        self._run(lambda env, n: env["account.move"].browse(moves[n])._post().ids)
        self.assertEqual(self._read(), (1, 960, [60] * WORKERS, ["entry"]))
        self._prove()

    def test_spending(self):
        """Invariant 17: sixteen redemptions of 50 from 120 points: two succeed."""
        with transaction() as env:
            env["account.move"].browse(self.ids["moves"][:2])._post()

        def spend(env, _number):
            self._get_account(env)._adjust(-50, "Race", is_spending=True)

        results = self._run(spend)
        failed = [result for result in results if isinstance(result, UserError)]
        self.assertEqual(len(failed), WORKERS - 2)
        self.assertGreater(self.tries, WORKERS, "the workers did not collide")
        accounts, balance, _points, _kinds = self._read()
        self.assertEqual((accounts, balance), (1, 20))
        self._prove()

    def test_one_invoice(self):
        """4.5: one invoice posted and cancelled by sixteen workers at once: it ends
        with what its last state calls for."""
        move_id = self.ids["moves"][0]

        def toggle(env, number):
            move = env["account.move"].browse(move_id)
            if number % 2 and move.state == "posted":
                move.button_cancel()
            elif move.state != "posted":
                move.filtered(lambda m: m.state == "cancel").button_draft()
                move._post()

        self._run(toggle)
        with transaction() as env:
            state = env["account.move"].browse(move_id).state
        self.assertEqual(self._read()[1], 60 if state == "posted" else 0)
        self._prove()

    def test_posting_and_refunding(self):
        """4.5: one invoice that some reset, edit and post while others post credit
        notes over a unit of it: what remains is what the documents say in the end."""
        move_id = self.ids["moves"][0]
        journals = self.ids["journals"]
        with transaction() as env:
            move = env["account.move"].browse(move_id)
            move.invoice_line_ids.quantity = WORKERS
            move._post()

        def work(env, number):
            move = env["account.move"].browse(move_id)
            if number % 2:
                move.button_draft()
                move.invoice_line_ids.quantity = WORKERS + number
                move._post()
                return None
            # a journal each: their numbers must not collide
            refund = move._reverse_moves([{"journal_id": journals[number]}])
            refund.invoice_line_ids.quantity = 1
            refund._post()
            return refund.id

        refunds = [result for result in self._run(work) if isinstance(result, int)]
        self.assertGreater(self.tries, WORKERS, "the workers did not collide")
        with transaction() as env:
            moves = env["account.move"].browse([move_id, *refunds])
            self.assertEqual(set(moves.mapped("state")), {"posted"})
            sold = moves[0].invoice_line_ids.quantity
        self.assertEqual(len(refunds), WORKERS // 2)
        self.assertEqual(self._read()[1], 60 * (sold - len(refunds)))
        self._prove()

    def test_earning_and_spending(self):
        """4.5: some earn while others spend: nothing is lost, nothing spent twice."""
        moves = self.ids["moves"]
        with transaction() as env:
            env["account.move"].browse(moves[0])._post()

        def work(env, number):
            if number % 2:
                env["account.move"].browse(moves[number])._post()
            else:
                self._get_account(env)._adjust(-40, "Race", is_spending=True)

        results = self._run(work)
        spent = sum(40 for n in range(0, WORKERS, 2) if results[n] is None)
        _accounts, balance, _points, _kinds = self._read()
        self.assertEqual(balance, 60 * (1 + WORKERS // 2) - spent)
        self._prove()
