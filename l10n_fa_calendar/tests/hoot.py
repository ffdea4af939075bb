from odoo.addons.web.tests import test_js


class HootCase(test_js.HOOTCommon):
    """The client's suites, in a browser."""

    def run_suites(self, *names, without=()):
        ids = [self._generate_hash(name) for name in names]
        ids += [f"-{self._generate_hash(name)}" for name in without]
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={'&id='.join(ids)}",
            "",
            "",
            login="admin",
            timeout=600,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=test_js.unit_test_error_checker,
        )
