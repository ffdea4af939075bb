from odoo.modules.migration import load_script
from odoo.tests import tagged

from .common import LoyaltyCommon

SCRIPT = "crm_loyalty_scoring/migrations/19.0.1.1.0/post-remember_reversed_documents.py"


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
