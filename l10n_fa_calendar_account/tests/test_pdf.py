import io
from datetime import date

from odoo import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import PdfFileReader

from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon


@tagged("post_install", "-at_install", "pdf")
class TestPdf(AccountTestInvoicingHttpCommon):
    """What wkhtmltopdf makes of an invoice; left out where there is none."""

    def _pdf(self, lang, name):
        self.env["res.lang"]._activate_lang(lang)
        invoice = self.init_invoice(
            "out_invoice", invoice_date=date(2026, 11, 22), amounts=[1234.5]
        )
        invoice.partner_id = self.env["res.partner"].create(
            {"name": name, "lang": lang}
        )
        invoice.invoice_line_ids = [
            Command.create({"name": f"{name} 14 اینچ", "price_unit": 2})
        ]
        invoice.action_post()
        self.env["ir.config_parameter"].set_param("report.url", self.base_url())
        # Debian's build warns of headers and footers that it leaves out.
        with mute_logger("odoo.addons.base.models.ir_actions_report"):
            content, kind = (
                self.env["ir.actions.report"]
                .with_context(force_report_rendering=True)
                ._render_qweb_pdf("account.report_invoice", invoice.ids)
            )
        self.assertEqual(kind, "pdf")
        return PdfFileReader(io.BytesIO(content))

    def _fonts(self, document):
        """The fonts of the system that letters were taken from."""
        return {
            font.getObject()["/BaseFont"]
            for page in document.pages
            for font in page["/Resources"].get("/Font", {}).values()
        }

    def test_persian(self):
        """FC-16, FC-25: every letter and digit of a Persian invoice is of the shipped
        font: the system's would stand in where it lacks one."""
        document = self._pdf("fa_IR", "سارا")
        self.assertEqual(len(document.pages), 1)
        fonts = self._fonts(document)
        self.assertFalse({font for font in fonts if "Vazirmatn" not in font}, fonts)

    def test_english(self):
        """FC-27: an invoice in English is printed as ever."""
        self.assertEqual(len(self._pdf("en_US", "Sara").pages), 1)
