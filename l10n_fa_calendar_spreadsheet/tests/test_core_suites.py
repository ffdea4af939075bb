import re

from odoo.tests import tagged

from odoo.addons.l10n_fa_calendar.tests import test_core_suites


@tagged("post_install", "-at_install", "browser")
class TestSpreadsheetSuites(test_core_suites.TestCoreSuites):
    addon = "l10n_fa_calendar_spreadsheet"
    core_addon = "spreadsheet"
    suites = [
        "global_filters/date_filter_value",
        "global_filters/global_filter_helper",
        "global_filters/global_filters_core_view",
        "pivots/model/pivot_plugin",
    ]
    parts_of_suites = {}
    # Browsers do not agree on the spaces around the dash of an interval.
    machine_tests = re.compile(r"range value|[r>] range|getFacetInfo for date")

    def test_core_suites(self):
        """FC-22, FC-27: Odoo's tests of date filters and pivots pass with the addon."""
        return super().test_core_suites()
