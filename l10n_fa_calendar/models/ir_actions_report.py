import re

import lxml.html

from odoo import api, models

from ..text_runs import HAS_PERSIAN, split_runs

LANGUAGE_OF_BODY = re.compile(r'data-oe-lang="(\w+)"')


class IrActionsReport(models.Model):
    """FC-16: documents for whoever reads them, not for whoever prints them."""

    _inherit = "ir.actions.report"

    @api.model
    def _render_qweb_html(self, report_ref, docids, data=None):
        report = self._get_report(report_ref)
        readers = self._get_readers(report, docids)
        if readers:
            self = self.with_context(locale=readers._get_common_reader_locale())
        content, kind = super()._render_qweb_html(report_ref, docids, data)
        lang = self._get_language_of_bodies(content.decode())
        is_page = not data or data.get("report_type", "html") == "html"
        if is_page and self._get_direction(lang) != self._get_direction(self.env.lang):
            # The page around the document, with its stylesheets, is of the context.
            self = self.with_context(lang=lang)
            content, kind = super()._render_qweb_html(report_ref, docids, data)
        return content, kind

    def _get_readers(self, report, docids):
        """Whom documents are for."""
        model = self.env.get(report.model)
        field = model is not None and model._fields.get("partner_id")
        if not docids or not field or field.comodel_name != "res.partner":
            return self.env["res.partner"]
        return model.browse(docids).partner_id

    def _prepare_html(self, html, report_model=False):
        """Headers and footers are in the language of the bodies, as long as these have
        only one; Odoo takes that of whoever prints."""
        text = html.decode() if isinstance(html, bytes) else html
        lang = self._get_language_of_bodies(text)
        if HAS_PERSIAN.search(text):
            root = lxml.html.fromstring(
                text, parser=lxml.html.HTMLParser(encoding="utf-8")
            )
            split_runs(root)
            html = lxml.html.tostring(root, encoding="unicode")
        return super(IrActionsReport, self.with_context(lang=lang))._prepare_html(
            html, report_model=report_model
        )

    def _get_language_of_bodies(self, content):
        """That of the documents in a page; that of the context if they differ."""
        languages = set(LANGUAGE_OF_BODY.findall(content))
        return languages.pop() if len(languages) == 1 else self.env.lang

    def _get_direction(self, lang):
        code = lang or self.env.user.lang
        return self.env["res.lang"]._get_data(code=code).direction
