from contextlib import contextmanager

from odoo import Command, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name
from odoo.tests.common import ADMIN_USER_ID
from odoo.tools import SQL

KEPT = [
    f"crm_loyalty_{name}" for name in ("account", "entry", "grant", "lot", "source")
]


@contextmanager
def transaction():
    with Registry(get_db_name()).cursor() as cr:
        yield api.Environment(cr, ADMIN_USER_ID, {})


class RacingCase(BaseCase):
    """Real transactions on real connections; what they write is removed again."""

    INVOICES = 2

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
                    "name": f"Race {number}",
                    "code": f"RAC{number}",
                    "type": "sale",
                    "default_account_id": income.id,
                }
                for number in range(self.INVOICES)
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
            # The only way past the guards of the ledger: the owner of the tables.
            for table in KEPT:
                cr.execute(
                    SQL("ALTER TABLE %s DISABLE TRIGGER USER", SQL.identifier(table))
                )
            cases = env["crm.loyalty.case"].search([("program_id", "=", program_id)])
            cases.sudo().unlink()
            cr.execute(
                SQL(
                    """
                    DELETE FROM crm_loyalty_hold WHERE account_id IN (
                        SELECT id FROM crm_loyalty_account
                         WHERE program_id = %(program)s);
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
            for table in KEPT:
                cr.execute(
                    SQL("ALTER TABLE %s ENABLE TRIGGER USER", SQL.identifier(table))
                )
            env["crm.loyalty.program"].browse(program_id).unlink()
            moves = env["account.move"].search([("partner_id", "in", partner_ids)])
            self.ids["moves"] = moves.ids  # and what was made of them
            for name, ids in self.ids.items():
                if name != "program":
                    records = env[self.models[name]].browse(ids)
                    records.sudo().with_context(force_delete=True).unlink()
            self.assertFalse(env["res.partner"].browse(partner_ids).exists())

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
