from odoo.tests import tagged

from odoo.addons.web.tests import test_js


@tagged("post_install", "-at_install", "browser")
class TestHoot(test_js.HOOTCommon):
    def test_hoot(self):
        """FC-01, FC-03 to FC-06, FC-08 to FC-14, FC-22, FC-27, FC-28: the client's."""
        suite = self._generate_hash("@l10n_fa_calendar")
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={suite}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=test_js.unit_test_error_checker,
        )
