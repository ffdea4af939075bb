import base64
import io

import xlsxwriter

from odoo.addons.sales_team.tests.common import TestSalesCommon


def make_xlsx(rows):
    """A workbook as any program may write it: text and numbers, nothing else."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False}
    )
    sheet = book.add_worksheet()
    for line, cells in enumerate(rows):
        for index, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(line, index, cell)
            elif cell is not None:
                sheet.write(line, index, cell)
    book.close()
    return content.getvalue()


def english(message):
    """A message outside of any environment."""
    return str(message)


class LeadImportCommon(TestSalesCommon):
    """An Iranian company that counts in Rials, and its salespeople."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rial = cls.env.ref("base.IRR")
        rial.active = True
        cls.env.company.write(
            {"country_id": cls.env.ref("base.ir").id, "currency_id": rial.id}
        )
        cls.tehran = cls.env["res.country.state"].search(
            [("country_id.code", "=", "IR"), ("code", "=", "23")]
        )
        cls.env["res.lang"]._activate_lang("fa_IR")

    def upload(self, content, user=None, name="leads.xlsx", **values):
        return (
            self.env["crm.lead.import"]
            .with_user(user or self.user_sales_manager)
            .create({"name": name, "file": base64.b64encode(content), **values})
        )

    def check(self, rows, user=None, **values):
        """Upload a workbook of these rows, headers first, and check it."""
        lead_import = self.upload(make_xlsx(rows), user, **values)
        lead_import.action_check()
        self.finish(lead_import)
        return lead_import

    def do_import(self, lead_import):
        lead_import.action_import()
        self.finish(lead_import)

    def work(self):
        """What the scheduled action does in the background."""
        with self.enter_registry_test_mode():
            self.env.ref("crm_lead_tools.crm_lead_import_cron").method_direct_trigger()

    def finish(self, lead_import):
        """Whether it is long or short."""
        if lead_import.state in ("checking", "importing", "undoing"):
            self.work()
            self.env.invalidate_all()

    def assert_accounted(self, lead_import, **expected):
        """sum(parts) = total, and each part is what it should be."""
        states = lead_import.row_ids.mapped("state")
        self.assertEqual(
            {state: states.count(state) for state in set(states)},
            {state: count for state, count in expected.items() if count},
        )
        for state, count in expected.items():
            self.assertEqual(lead_import[f"{state}_count"], count, state)
        self.assertEqual(lead_import.total_count, sum(expected.values()))
