from datetime import date

from lxml import html

from odoo import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon

# Waits until the page's scripts know the language, and shows a date as they do.
FORMATTED = """
(async () => {
    const modules = odoo.loader.modules;
    for (let tries = 0; tries < 100; ++tries) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        try {
            const { formatDate } = modules.get("@web/core/l10n/dates");
            const text = formatDate(luxon.DateTime.fromISO("2026-11-22"));
            if (text === "%s") {
                console.log("test successful");
            } else {
                console.error(text);
            }
            return;
        } catch {
            // not loaded yet
        }
    }
    console.error("no module of dates");
})();
"""


class PortalCommon(AccountTestInvoicingHttpCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.readers = {lang: cls._create_reader(lang) for lang in ("fa_IR", "en_US")}

    @classmethod
    def _create_reader(cls, lang):
        cls.env["res.lang"]._activate_lang(lang)
        return new_test_user(
            cls.env, f"portal_{lang}", groups="base.group_portal", lang=lang
        )


@tagged("post_install", "-at_install")
class TestPortal(PortalCommon):
    """The customer's own pages."""

    def _invoice(self, reader):
        invoice = self.init_invoice(
            "out_invoice", invoice_date=date(2026, 11, 22), amounts=[1234.5]
        )
        invoice.partner_id = reader.partner_id
        invoice.invoice_line_ids = [Command.create({"name": "x", "price_unit": 2})]
        invoice.action_post()
        return invoice

    def _page(self, lang, path):
        reader = self.readers[lang]
        self.authenticate(reader.login, reader.login)
        response = self.url_open(path)
        response.raise_for_status()
        return html.fromstring(response.content.decode())

    def test_pages(self):
        """FC-16: list and page of an invoice, and the document in it."""
        for lang, day, amount, direction in (
            ("fa_IR", "۱۴۰۵/۰۹/۰۱", "۱٬۲۳۶", "rtl"),
            ("en_US", "11/22/2026", "1,236", "ltr"),
        ):
            invoice = self._invoice(self.readers[lang])
            paths = (
                "/my/invoices",
                invoice.get_portal_url(),
                invoice.get_portal_url(report_type="html"),
            )
            for path in paths:
                with self.subTest(lang=lang, path=path):
                    page = self._page(lang, path)
                    text = page.text_content()
                    if "report_type" in path or path == "/my/invoices":
                        self.assertIn(day, text)
                    if lang == "fa_IR":
                        text = text.replace(",", "٬")
                    self.assertIn(amount, text)
            self.assertEqual(page.xpath("//body/@dir"), [direction])


@tagged("post_install", "-at_install", "browser")
class TestPortalScripts(PortalCommon):
    def test_scripts(self):
        """FC-03, FC-27: the scripts of a page show dates in the calendar of its
        language."""
        for lang, text in (("fa_IR", "۱۴۰۵/۰۹/۰۱"), ("en_US", "11/22/2026")):
            self.browser_js("/my", FORMATTED % text, login=self.readers[lang].login)
