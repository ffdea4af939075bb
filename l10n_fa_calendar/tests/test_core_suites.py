import posixpath
import re

from odoo.tests import tagged
from odoo.tools import file_open

from odoo.addons.web.tests import test_js

WEB_TESTS = "web/static/tests"
SUITE = "@l10n_fa_calendar/web"
SUITES = [
    "core/l10n/dates",
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
    "views/fields/date_field",
    "views/fields/daterange_field",
    "views/fields/datetime_field",
    "views/fields/remaining_days_field",
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
FONT_TEST = re.compile("column widths")
TEST = re.compile(r"^test(?:\.\w+\([^)]*\))?\(([\"'`])(.*?)\1,", re.MULTILINE)
RELATIVE_IMPORT = re.compile(r'(from\s+")(\.{1,2}/[^"]+)(")')


@tagged("post_install", "-at_install", "browser")
class TestCoreSuites(test_js.HOOTCommon):
    """Odoo's own suites, in a client that has this addon's patches.

    Hoot starts only the modules of the addon that a test file belongs to, and of those
    it depends on: web's files as they stand would never meet the patches. They are
    served again from here, as files of this addon.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wanted, cls.unwanted = [], []
        for suite in SUITES:
            tests = cls._serve(suite)
            cls.wanted.append(f"{SUITE}/{suite}")
            cls.unwanted += [test for test in tests if FONT_TEST.search(test)]
        for suite, pattern in PARTS_OF_SUITES.items():
            cls.wanted += [test for test in cls._serve(suite) if pattern.search(test)]

    @classmethod
    def _serve(cls, suite):
        """Add a suite to the client's tests; return their names."""
        folder = posixpath.dirname(suite)

        def from_web(match):
            path = posixpath.normpath(posixpath.join(folder, match[2]))
            return f"{match[1]}@web/../tests/{path}{match[3]}"

        with file_open(f"{WEB_TESTS}/{suite}.test.js") as file:
            content = RELATIVE_IMPORT.sub(from_web, file.read())
        url = f"/l10n_fa_calendar/static/tests/web/{suite}.test.js"
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
        return [f"{SUITE}/{suite}/{name}" for _quote, name in TEST.findall(content)]

    def test_core_suites(self):
        """FC-27: Odoo's tests of dates, pickers, searching, grouping and domains pass
        with the addon."""
        ids = [self._generate_hash(name) for name in self.wanted]
        ids += [f"-{self._generate_hash(name)}" for name in self.unwanted]
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={'&id='.join(ids)}",
            "",
            "",
            login="admin",
            timeout=600,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=test_js.unit_test_error_checker,
        )
