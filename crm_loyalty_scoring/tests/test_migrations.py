from odoo.modules.migration import load_script
from odoo.tests import tagged

from .common import LoyaltyCommon

FOLDER = "crm_loyalty_scoring/migrations"
SCRIPT = f"{FOLDER}/19.0.1.1.0/post-remember_reversed_documents.py"
SUMS = f"{FOLDER}/19.0.1.2.0/pre-add_sums.py"
KEYS = f"{FOLDER}/19.0.1.3.0/pre-let_go_of_foreign_keys.py"


@tagged("post_install", "-at_install")
class TestMigrations(LoyaltyCommon):
    def test_reversed_documents(self):
        """4.3: what was posted before sources remembered reversed documents stays in
        its family."""
        invoice = self._invoice(4)
        refund = self._refund(invoice, 3)
        reversal = self._refund(refund, 2)
        sources = self.env["crm.loyalty.source"].sudo().search([])
        remembered = {source: source.parent_res_id for source in sources}
        self.env.flush_all()
        self.cr.execute("UPDATE crm_loyalty_source SET parent_res_id = NULL")
        load_script(SCRIPT, "remember").migrate(self.cr, "19.0.1.0.0")
        sources.invalidate_model()
        for source in sources:
            self.assertEqual(source.parent_res_id, remembered[source])
        refund.button_draft()
        refund.unlink()
        self._change_quantity(reversal, 1)
        self.assertPoints(25)

    def test_sums(self):
        """4.2: a database from before sums of spent, expired and held points has them
        with nothing in them, and goes on."""
        invoice = self._invoice(4)
        self.env.flush_all()
        for table, columns in (
            ("account", ("held", "spent", "expired")),
            ("lot", ("expired",)),
            ("grant", ("precision", "rounding")),
        ):
            for column in columns:
                self.cr.execute(f"ALTER TABLE crm_loyalty_{table} DROP COLUMN {column}")
        load_script(SUMS, "sums").migrate(self.cr, "19.0.1.1.0")
        load_script(SUMS, "sums").migrate(self.cr, "19.0.1.1.0")  # runs again unharmed
        self.env.invalidate_all()
        account = self._account()
        self.assertEqual((account.held, account.spent, account.expired), (0, 0, 0))
        self.assertEqual(account.entry_ids.lot_id.expired, 0)
        pin = invoice.loyalty_grant_ids
        self.assertEqual((pin.precision, pin.rounding), (2, "nearest"))
        account._adjust(-8, "Gift", is_spending=True)
        self._refund(invoice, 1)
        self.assertEqual((account.spent, account.balance), (8, 7))
        self.assertLedgerConsistent()

    def test_foreign_keys(self):
        """4.2: references to rows that triggers keep lose their foreign keys, and no
        others do."""
        self.cr.execute(
            """
            ALTER TABLE crm_loyalty_entry
              ADD CONSTRAINT crm_loyalty_entry_lot_id_fkey
                  FOREIGN KEY (lot_id) REFERENCES crm_loyalty_lot
            """
        )
        load_script(KEYS, "keys").migrate(self.cr, "19.0.1.2.0")
        self.cr.execute(
            """
            SELECT conname FROM pg_constraint
             WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
            """,
            [[f"crm_loyalty_{name}" for name in ("entry", "grant", "lot", "source")]],
        )
        names = {name for (name,) in self.cr.fetchall()}
        self.assertEqual(
            names,
            {
                "crm_loyalty_entry_user_id_fkey",
                "crm_loyalty_grant_item_type_id_fkey",
                "crm_loyalty_grant_product_id_fkey",
                "crm_loyalty_grant_rule_id_fkey",
                "crm_loyalty_source_program_id_fkey",
            },
        )
