"""A green run that proves nothing is found out."""

import unittest

from tools.log_check import TestLog

HEAD = "2026-01-01 10:00:00,000 1"
TEST = f"{HEAD} INFO db odoo.addons.one.tests.test_a"
RUN = f"""
{TEST}: Starting TestA.test_x ...
{TEST}: Starting TestA.test_y ...
{HEAD} INFO db odoo.tests.result: 0 failed, 0 error(s) of 2 tests when loading 'db'
"""


class TestTestLog(unittest.TestCase):
    def test_a_clean_run(self):
        log = TestLog(RUN)
        self.assertEqual((log.passed, log.failed), (2, 0))
        self.assertEqual(list(log.complaints(["one"])), [])

    def test_an_addon_without_tests_is_a_complaint(self):
        self.assertEqual(
            list(TestLog(RUN).complaints(["one", "two"])), ["two ran no test"]
        )

    def test_a_skipped_test_is_a_complaint_and_no_pass(self):
        skip = f"{TEST}: skipped TestA.test_y : no Chrome"
        log = TestLog(skip + RUN)
        self.assertEqual(log.passed, 1)
        self.assertEqual(
            list(log.complaints(["one"])), ["skipped: TestA.test_y: no Chrome"]
        )

    def test_a_warning_is_a_complaint(self):
        log = TestLog(f"{HEAD} WARNING db odoo.models: something odd\n{RUN}")
        self.assertEqual(len(list(log.complaints(["one"]))), 1)

    def test_a_known_warning_is_none(self):
        known = (
            "odoo.addons.base.models.ir_actions_report: Unable to find Wkhtmltopdf on"
        )
        log = TestLog(f"{HEAD} WARNING db {known} this system.\n{RUN}")
        self.assertEqual(list(log.complaints(["one"])), [])

    def test_a_bundle_that_came_too_late_is_none(self):
        late = "Error received after termination: OwlError: The following error: "
        for text, count in (
            (f'{late}"The loading of /web/assets/e85a0e4/web.lazy.min.js failed"', 0),
            (f'{late}"Cannot read properties of undefined"', 1),
        ):
            log = TestLog(
                f"{HEAD} ERROR db odoo.addons.one.tests.test_a: {text}\n{RUN}"
            )
            self.assertEqual(len(list(log.complaints(["one"]))), count)

    def test_failures_are_named(self):
        failure = f"{HEAD} ERROR db odoo.addons.one.tests.test_a: FAIL: TestA.test_x"
        text = f"{failure}\nTraceback ...\n{RUN}".replace("0 failed", "1 failed")
        log = TestLog(text)
        self.assertEqual((log.passed, log.failed), (1, 1))
        self.assertEqual(log.failures, ["TestA.test_x"])


if __name__ == "__main__":
    unittest.main()
