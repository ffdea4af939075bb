from odoo.tests import tagged

from odoo.addons.web.tests import test_js


@tagged("post_install", "-at_install", "browser")
class TestHoot(test_js.HOOTCommon):
    def test_hoot(self):
        """FC-22: the client's own suite."""
        suite = self._generate_hash("@l10n_fa_calendar_spreadsheet")
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={suite}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=test_js.unit_test_error_checker,
        )
