from freezegun import freeze_time

from odoo.tests import tagged

from .common import JalaliAccountingCommon


@tagged("post_install", "-at_install")
class TestAccountJournal(JalaliAccountingCommon):
    @freeze_time("2026-11-24")
    def test_weeks_of_the_dashboard(self):
        """FC-03, FC-27: the weeks of the dashboard are of the reader's calendar."""

        def weeks(lang):
            self.env["res.lang"]._activate_lang(lang)
            journal = self.sales.with_context(lang=lang)
            graph = journal._get_sale_purchase_graph_data()[journal.id][0]["values"]
            return [graph[index]["label"] for index in (1, 3, 4)]

        self.assertEqual(weeks("fa_IR"), ["۲۳ - ۲۹ آبان", "۷ - ۱۳ آذر", "۱۴ - ۲۰ آذر"])
        self.assertEqual(
            weeks("en_US"), ["15 - 21 Nov", "29 Nov - 5 Dec", "6 - 12 Dec"]
        )
