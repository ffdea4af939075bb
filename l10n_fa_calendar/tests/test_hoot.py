from odoo.tests import tagged

from .hoot import HootCase


@tagged("post_install", "-at_install", "browser")
class TestHoot(HootCase):
    def test_hoot(self):
        """FC-01, FC-03 to FC-06, FC-08 to FC-14, FC-27, FC-28: the client's."""
        self.run_suites("@l10n_fa_calendar")
