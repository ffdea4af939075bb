from odoo.tests import tagged

from odoo.addons.web.tests import test_js


@tagged("post_install", "-at_install", "browser")
class TestHoot(test_js.HOOTCommon):
    def test_hoot(self):
        """TG-07, TG-08: the tests of the tree in the browser."""
        suite = self._generate_hash("@crm_target_groups")
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={suite}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=test_js.unit_test_error_checker,
        )
