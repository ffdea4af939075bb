from datetime import date

from lxml import html

from odoo import Command
from odoo.tests import new_test_user, tagged

from .common import JalaliAccountingCommon


@tagged("post_install", "-at_install")
class TestDocuments(JalaliAccountingCommon):
    """An invoice of 1 Azar 1405, for customers in Persian and in English."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fa_IR", "en_US"):
            cls.env["res.lang"]._activate_lang(code)
        cls.persian = cls.env["res.partner"].create({"name": "سارا", "lang": "fa_IR"})
        cls.english = cls.env["res.partner"].create({"name": "Sam", "lang": "en_US"})
        cls.invoice = cls._invoice(cls.persian)
        cls.clerk = cls._create_clerk("clerk", "fa_IR")
        cls.foreigner = cls._create_clerk("foreigner", "en_US")

    @classmethod
    def _invoice(cls, customer):
        return cls._post(
            date(2026, 11, 22),
            partner_id=customer.id,
            invoice_date_due=date(2026, 12, 22),
            invoice_line_ids=[
                Command.create({"name": "کالا", "quantity": 2, "price_unit": 1234.5})
            ],
        )

    @classmethod
    def _create_clerk(cls, login, lang):
        return new_test_user(
            cls.env,
            login,
            groups="account.group_account_invoice",
            lang=lang,
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def _page(self, user, report="account.report_invoice"):
        env = self.env(
            user=user, context=self.env(user=user)["res.users"].context_get()
        )
        reports = env["ir.actions.report"]
        content = reports._render_qweb_html(report, self.invoice.ids)[0]
        return html.fromstring(content)

    def _text(self, *args):
        return " ".join(self._page(*args).text_content().split())

    def test_persian(self):
        """FC-16: an invoice has Jalali dates and Persian digits for a customer in
        Persian, whoever prints it."""
        for user in (self.clerk, self.foreigner):
            text = self._text(user)
            with self.subTest(user=user.login):
                for wanted in ("۱۴۰۵/۰۹/۰۱", "۱۴۰۵/۱۰/۰۱", "۲٬۴۶۹"):
                    self.assertIn(wanted, text.replace(",", "٬"))
                self.assertNotIn("2026/11", text)
                page = self._page(user)
                article = page.xpath("//div[@data-oe-lang]")[0]
                self.assertEqual(article.get("data-oe-lang"), "fa_IR")
                self.assertEqual(page.xpath("//html/@lang"), ["fa-IR"])
                self.assertEqual(page.xpath("//body/@dir"), ["rtl"])

    def test_english(self):
        """FC-16, FC-27: and as in Odoo for one in English, whoever prints it."""
        self.invoice = self._invoice(self.english)
        for user in (self.clerk, self.foreigner):
            text = self._text(user)
            with self.subTest(user=user.login):
                for wanted in ("11/22/2026", "12/22/2026", "2,469.00"):
                    self.assertIn(wanted, text)
                self.assertFalse(set(text) & set("۰۱۲۳۴۵۶۷۸۹"))
                self.assertEqual(self._page(user).xpath("//body/@dir"), ["ltr"])

    def test_choice_of_who_prints(self):
        """FC-02, FC-16: what the sender chose for themselves is not the customer's."""
        self.clerk.write({"calendar_choice": "gregorian", "digits_choice": "latin"})
        self.assertIn("۱۴۰۵/۰۹/۰۱", self._text(self.clerk))

    def test_choice_of_the_customer(self):
        """FC-02, FC-16: what a customer with a user chose is."""
        reader = new_test_user(
            self.env, "reader", groups="base.group_portal", lang="fa_IR"
        )
        reader.write({"calendar_choice": "gregorian", "digits_choice": "latin"})
        self.invoice = self._invoice(reader.partner_id)
        self.assertIn("2026/11/22", self._text(self.clerk))
        reader.write({"calendar_choice": "jalali"})
        self.assertIn("1405/09/01", self._text(self.foreigner))

    def test_parts_of_a_pdf(self):
        """FC-16: body, header and footer of a PDF are right to left, in the font that
        is shipped, and so are the numbers of its pages."""
        reports = self.env["ir.actions.report"]
        for user in (self.clerk, self.foreigner):
            content = (
                reports.with_user(user)
                .with_context(lang=user.lang)
                ._render_qweb_html("account.report_invoice", self.invoice.ids)[0]
            )
            report = self.env.ref("account.account_invoices").with_user(user).sudo()
            bodies, _ids, header, footer, _format = report.with_context(
                lang=user.lang
            )._prepare_html(content.decode(), report_model="account.move")
            for part in (*bodies, header, footer):
                page = html.fromstring(str(part))
                self.assertEqual(page.xpath("//body/@dir"), ["rtl"])
                self.assertEqual(page.xpath("//html/@lang"), ["fa"])
            self.assertIn("0x6F0", footer)
        self.invoice = self._invoice(self.english)
        content = reports.with_user(self.clerk)._render_qweb_html(
            "account.report_invoice", self.invoice.ids
        )[0]
        parts = report._prepare_html(content.decode(), report_model="account.move")
        for part in (*parts[0], parts[2], parts[3]):
            page = html.fromstring(str(part))
            self.assertEqual(page.xpath("//body/@dir"), ["ltr"])
            self.assertFalse(page.xpath("//html/@lang"))
            self.assertNotIn("0x6F0", part)
