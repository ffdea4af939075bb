from contextlib import contextmanager

import psycopg2

from odoo import Command, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tests.common import ADMIN_USER_ID
from odoo.tools import SQL, mute_logger

from .. import families


@contextmanager
def transaction():
    with Registry(get_db_name()).cursor() as cr:
        yield api.Environment(cr, ADMIN_USER_ID, {})


@tagged("post_install", "-at_install")
class TestConcurrency(BaseCase):
    """Real transactions on real connections; what they write is removed again."""

    def setUp(self):
        super().setUp()
        self.tries = 0
        self.addCleanup(self._remove)
        with transaction() as env:
            self.records = self._create(env)
            self.ids = {name: record.ids for name, record in self.records.items()}
            self.models = {name: r._name for name, r in self.records.items()}

    def _create(self, env):
        profile_type = env["crm.loyalty.profile.type"].create({"name": "Racer"})
        program = env["crm.loyalty.program"].create(
            {"profile_type_id": profile_type.id, "user_id": ADMIN_USER_ID}
        )
        env["crm.loyalty.tier"].create(
            {"program_id": program.id, "name": "Fast", "threshold": 100}
        )
        receivable, income = env["account.account"].create(
            [
                {
                    "name": f"Race {account_type}",
                    "code": code,
                    "account_type": account_type,
                    "reconcile": account_type == "asset_receivable",
                }
                for code, account_type in (
                    ("RACE1", "asset_receivable"),
                    ("RACE2", "income"),
                )
            ]
        )
        partner = env["res.partner"].create(
            {
                "name": "Racer",
                "property_account_receivable_id": receivable.id,
                "loyalty_profile_type_ids": [Command.set(profile_type.ids)],
            }
        )
        product = env["product.product"].create({"name": "Race", "taxes_id": False})
        env["crm.loyalty.rule"].create(
            {"program_id": program.id, "product_id": product.id, "points": 60}
        )
        journals = env["account.journal"].create(
            [
                {
                    "name": f"Race {code}",
                    "code": code,
                    "type": "sale",
                    "default_account_id": income.id,
                }
                for code in ("RAC1", "RAC2")
            ]
        )
        moves = env["account.move"].create(
            [
                {
                    "move_type": "out_invoice",
                    "partner_id": partner.id,
                    "journal_id": journal.id,
                    "invoice_line_ids": [
                        Command.create({"product_id": product.id, "price_unit": 1})
                    ],
                }
                for journal in journals  # their numbers must not collide
            ]
        )
        return {
            "moves": moves,
            "partner": partner,
            "program": program,
            "type": profile_type,
            "product": product.product_tmpl_id,
            "journals": journals,
            "accounts": receivable + income,
        }

    def _remove(self):
        program_id, partner_ids = self.ids["program"][0], self.ids["partner"]
        with transaction() as env:
            cr = env.cr
            # The only way past the guard of the ledger: the owner of the table.
            cr.execute("ALTER TABLE crm_loyalty_entry DISABLE TRIGGER USER")
            cases = env["crm.loyalty.case"].search([("program_id", "=", program_id)])
            cases.sudo().unlink()
            cr.execute(
                SQL(
                    """
                    DELETE FROM crm_loyalty_entry WHERE program_id = %(program)s;
                    DELETE FROM crm_loyalty_lot WHERE account_id IN (
                        SELECT id FROM crm_loyalty_account
                         WHERE program_id = %(program)s);
                    DELETE FROM crm_loyalty_grant WHERE source_id IN (
                        SELECT id FROM crm_loyalty_source
                         WHERE program_id = %(program)s);
                    DELETE FROM crm_loyalty_source WHERE program_id = %(program)s;
                    DELETE FROM crm_loyalty_account WHERE program_id = %(program)s
                    """,
                    program=program_id,
                )
            )
            cr.execute("ALTER TABLE crm_loyalty_entry ENABLE TRIGGER USER")
            env["crm.loyalty.program"].browse(program_id).unlink()
            for name, ids in self.ids.items():
                if name != "program":
                    records = env[self.models[name]].browse(ids)
                    records.sudo().with_context(force_delete=True).unlink()
            self.assertFalse(env["res.partner"].browse(partner_ids).exists())

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

    def _read(self):
        with transaction() as env:
            account = env["crm.loyalty.account"].search(
                [("program_id", "in", self.ids["program"])]
            )
            cases = env["crm.loyalty.case"].search(
                [("program_id", "in", self.ids["program"])]
            )
            entries = account.entry_ids.mapped("points")
            return len(account), account.balance, sorted(entries), cases.mapped("kind")

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
