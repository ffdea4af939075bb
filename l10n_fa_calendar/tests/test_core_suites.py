import posixpath
import re

from odoo.tests import tagged
from odoo.tools import file_open

from .hoot import HootCase

SUITES = [
    "core/l10n/dates",
    "core/l10n/time",
    "core/l10n/translation",
    "core/utils/numbers",
    "core/currency",
    "core/components/pager",
    "core/components/pager_indicator",
    "core/components/datetime/datetime_hook",
    "core/components/datetime/datetime_input",
    "core/components/datetime/datetime_picker",
    "core/components/time_picker",
    "core/domain_selector/domain_selector",
    "core/domain_selector/domain_selector_dialog",
    "core/field_service",
    "core/model_field_selector",
    "core/tree_editor/between_operator",
    "core/tree_editor/condition_tree",
    "core/tree_editor/domain_from_tree",
    "core/tree_editor/expression_from_tree",
    "core/tree_editor/in_range_operator",
    "core/tree_editor/tree_from_expression",
    "model/sample_server",
    "search/custom_favorite_item",
    "search/group_by",
    "search/search_bar",
    "search/search_bar_menu/favorite_menu",
    "search/search_bar_menu/filter_menu",
    "search/search_bar_menu/groupby_menu",
    "search/search_model",
    "search/search_utils",
    "views/calendar/calendar_common_popover",
    "views/calendar/calendar_common_renderer",
    "views/calendar/calendar_date_picker",
    "views/calendar/calendar_view",
    "views/calendar/calendar_year_popover",
    "views/calendar/calendar_year_renderer",
    "views/fields/date_field",
    "views/fields/daterange_field",
    "views/fields/datetime_field",
    "views/fields/remaining_days_field",
    "views/fields/formatters",
    "views/fields/parsers",
    "views/fields/numeric_fields",
    "views/fields/integer_field",
    "views/fields/float_field",
    "views/fields/float_factor_field",
    "views/fields/float_time_field",
    "views/fields/monetary_field",
    "views/fields/percentage_field",
    "views/fields/progress_bar_field",
    "views/fields/phone_field",
    "views/fields/gauge_field",
    "views/fields/stat_info_field",
    "views/graph/graph_view",
    "views/pivot_view",
]
# Of hundreds of tests, those of grouped dates.
PARTS_OF_SUITES = {
    "views/kanban/kanban_view": re.compile(r"\bdate|progress", re.IGNORECASE),
    "views/list/list_view": re.compile(r"\bdate", re.IGNORECASE),
}
# They compare pixels with the fonts of Odoo's own machines; what they measure is a text
# that other tests here compare.
MACHINE_TESTS = re.compile("column widths")
TEST = re.compile(r"^test(?:\.\w+\([^)]*\))?\(([\"'`])(.*?)\1,", re.MULTILINE)
RELATIVE_IMPORT = re.compile(r'(from\s+")(\.{1,2}/[^"]+)(")')


@tagged("post_install", "-at_install", "browser")
class TestCoreSuites(HootCase):
    """Odoo's own suites, in a client that has this addon's patches.

    Hoot starts only the modules of the addon that a test file belongs to, and of those
    it depends on: web's files as they stand would never meet the patches. They are
    served again from here, as files of this addon.
    """

    addon = "l10n_fa_calendar"
    core_addon = "web"
    suites = SUITES
    parts_of_suites = PARTS_OF_SUITES
    # What fails without this addon, too, on machines and browsers that are not Odoo's.
    machine_tests = MACHINE_TESTS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wanted, cls.unwanted = [], []
        for suite in cls.suites:
            tests = cls._serve(suite)
            cls.wanted.append(f"{cls._root()}/{suite}")
            cls.unwanted += [test for test in tests if cls.machine_tests.search(test)]
        for suite, pattern in cls.parts_of_suites.items():
            cls.wanted += [test for test in cls._serve(suite) if pattern.search(test)]

    @classmethod
    def _serve(cls, suite):
        """Add a suite to the client's tests; return their names."""
        folder = posixpath.dirname(suite)

        def from_core(match):
            path = posixpath.normpath(posixpath.join(folder, match[2]))
            return f"{match[1]}@{cls.core_addon}/../tests/{path}{match[3]}"

        with file_open(f"{cls.core_addon}/static/tests/{suite}.test.js") as file:
            content = RELATIVE_IMPORT.sub(from_core, file.read())
        url = f"/{cls.addon}/static/tests/{cls.core_addon}/{suite}.test.js"
        cls.env["ir.attachment"].create(
            {
                "name": url,
                "type": "binary",
                "url": url,
                "mimetype": "text/javascript",
                "raw": content.encode(),
            }
        )
        cls.env["ir.asset"].create(
            {"name": url, "bundle": "web.assets_unit_tests", "path": url}
        )
        names = [name for _quote, name in TEST.findall(content)]
        return [f"{cls._root()}/{suite}/{name}" for name in names]

    @classmethod
    def _root(cls):
        return f"@{cls.addon}/{cls.core_addon}"

    def test_core_suites(self):
        """FC-27: Odoo's tests of dates, numbers, pickers, searching, grouping and
        domains pass with the addon."""
        self.run_suites(*self.wanted, without=self.unwanted)
