from odoo.tests import tagged

from odoo.addons.l10n_fa_calendar.tests.hoot import HootCase


@tagged("post_install", "-at_install", "browser")
class TestHoot(HootCase):
    def test_hoot(self):
        """FC-07: Discuss, the chatter and what they list."""
        self.run_suites("@l10n_fa_calendar_mail")
