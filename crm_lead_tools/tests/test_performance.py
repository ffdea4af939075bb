import io
import json
import logging
import time

import openpyxl

from odoo.tests import tagged

from .common import LeadImportCommon, make_xlsx

_logger = logging.getLogger(__name__)

HEADERS = ["عنوان سرنخ", "موبایل", "ایمیل", "استان", "مبلغ", "فروشنده", "شناسه"]


@tagged("post_install", "-at_install")
class TestPerformance(LeadImportCommon):
    def make_upload(self, start, count):
        login = self.user_sales_leads.login
        rows = [
            [
                f"سرنخ {n}",
                f"0912{n:07}",
                f"a{n}@b.ir",
                "تهران",
                "1500000",
                login,
                f"K{n}",
            ]
            for n in range(start, start + count)
        ]
        return self.upload(make_xlsx([HEADERS, *rows]))

    def count_queries(self, action):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        action()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_check_asks_the_database_once(self):
        """LT-41, 4.5: the queries of a check do not grow with the rows, but for the
        batches in which they are stored."""
        self.count_queries(self.make_upload(1, 1).action_check)
        few = self.count_queries(self.make_upload(1, 5).action_check)
        many = self.count_queries(self.make_upload(1, 400).action_check)
        _logger.info("check: %d queries for 5 rows, %d for 400", few, many)
        # Rows are inserted and written by the hundred.
        self.assertLessEqual(many - few, 12)
        self.assertLessEqual(few, 90)

    def test_export_asks_per_batch(self):
        """LT-42: the queries of an export do not grow with the leads of a batch."""
        self.env["crm.lead"].create([{"name": f"lead {n}"} for n in range(400)])
        user = self.user_sales_manager
        user.group_ids += self.env.ref("base.group_allow_export")
        counts = {}
        for limit in (1, 5, 400):
            leads = self.env["crm.lead"].search(
                [("name", "=like", "lead %")], limit=limit
            )
            export = (
                self.env["crm.lead.export"]
                .with_user(user)
                .create({"domain": json.dumps([("id", "in", leads.ids)])})
            )
            counts[limit] = self.count_queries(
                lambda e=export: e._write_workbook().close()
            )
        _logger.info("export: queries by leads: %s", counts)
        self.assertLessEqual(counts[400] - counts[5], 2)
        self.assertLessEqual(counts[5], 60)

    def test_changes_ask_per_batch(self):
        """LT-42, 4.7: rights and values of changed leads are asked once for a batch."""
        user = self.user_sales_manager
        user.group_ids += self.env.ref("base.group_allow_export")
        team = self.sales_team_1.id
        self.env["crm.lead"].create(
            [{"name": f"lead {n}", "team_id": team} for n in range(100)]
        )
        counts = {}
        for limit in (1, 5, 100):
            leads = self.env["crm.lead"].search(
                [("name", "=like", "lead %")], limit=limit
            )
            domain = json.dumps([("id", "in", leads.ids)])
            export = (
                self.env["crm.lead.export"].with_user(user).create({"domain": domain})
            )
            with export._write_workbook() as file:
                book = openpyxl.load_workbook(file)
            sheet = book.worksheets[0]
            city = [cell.value for cell in sheet[1]].index("lead1:city") + 1
            for line in range(3, 3 + limit):
                sheet.cell(line, city).value = "قم"
            content = io.BytesIO()
            book.save(content)
            lead_import = self.upload(content.getvalue())
            counts[limit] = self.count_queries(lead_import.action_check)
            self.assertEqual(lead_import.update_count, limit)
        _logger.info("check of changes: queries by leads: %s", counts)
        self.assertLessEqual(counts[100] - counts[5], 4)

    def test_import_asks_per_batch(self):
        """LT-41, 4.5: the queries of an import do not grow with the rows of a batch;
        the rate is measured."""
        imports = [self.make_upload(1, 5), self.make_upload(100, 400)]
        for lead_import in imports:
            lead_import.action_check()
        few = self.count_queries(imports[0].action_import)
        start = time.perf_counter()
        many = self.count_queries(imports[1].action_import)
        rate = 400 / (time.perf_counter() - start)
        _logger.info(
            "import: %d queries for 5 rows, %d for 400; %d rows/s", few, many, rate
        )
        self.assertLessEqual(many - few, 20)
        self.assertLessEqual(few, 150)
