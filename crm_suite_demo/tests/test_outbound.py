from odoo.tests import TransactionCase, tagged

from ..outbound import HARMLESS_CRONS, NOWHERE, SETTINGS, suite_addons


@tagged("post_install", "-at_install")
class TestOutbound(TransactionCase):
    """Nobody real can be reached from the demo company."""

    def test_addresses_are_reserved(self):
        """RFC 2606: nobody can own a domain below .example."""
        for model, field in (
            ("res.partner", "email"),
            ("crm.lead", "email_from"),
            ("res.company", "email"),
            ("res.users", "login"),
        ):
            records = self.env[model].with_context(active_test=False).search([])
            for address in filter(None, records.mapped(field)):
                if "@" in address:
                    self.assertRegex(address, r"[@.]example(\.com)?$", model)

    def test_mail_goes_nowhere(self):
        servers = self.env["ir.mail_server"].search([])
        self.assertEqual(set(servers.mapped("smtp_host")), {"invalid"})
        senders = self.env["res.users"].search([("share", "=", False)])
        for sender in filter(None, senders.mapped("email")):
            server, _from = servers._find_mail_server(sender)
            self.assertEqual(server.smtp_host, "invalid")

    def test_nothing_waits_to_be_sent(self):
        self.assertFalse(self.env["mail.mail"].search_count([]))
        self.assertFalse(self.env["sms.sms"].search_count([]))

    def test_paid_services_are_out_of_reach(self):
        parameters = self.env["ir.config_parameter"]
        for key, value in SETTINGS.items():
            self.assertEqual(parameters.get_param(key), value)
        self.assertIn(NOWHERE, SETTINGS.values())

    def test_no_scheduled_action_sends_or_calls(self):
        ours = suite_addons(self.env)
        self.assertIn("crm_suite_demo", ours)
        for name in self.env["ir.cron"].search([]).get_external_id().values():
            self.assertTrue(name in HARMLESS_CRONS or name.split(".")[0] in ours, name)
