from odoo.tests import TransactionCase, tagged

from ..hooks import post_init_hook, uninstall_hook


@tagged("post_install", "-at_install")
class TestInstallation(TransactionCase):
    def test_existing_records(self):
        """LS-01: contacts and companies from before the addon are not left out."""
        partner = self.env["res.partner"].create({"name": "Mina"})
        partner.loyalty_profile_type_ids = False
        self.env["crm.loyalty.program"].search([]).unlink()
        post_init_hook(self.env)
        partner.invalidate_recordset()
        self.assertEqual(partner.loyalty_profile_type_ids.mapped("name"), ["Customer"])
        programs = self.env["crm.loyalty.program"].search([])
        companies = self.env["res.company"].with_context(active_test=False).search([])
        self.assertEqual(len(programs), 5 * len(companies))
        self.assertEqual(programs.user_id, self.env.ref("base.user_admin"))

    def test_uninstall_leaves_no_function(self):
        """The guard of the ledger goes with the addon."""
        uninstall_hook(self.env)
        self.env.cr.execute(
            "SELECT FROM pg_proc WHERE proname LIKE 'crm_loyalty%%'",
        )
        self.assertFalse(self.env.cr.fetchall())
