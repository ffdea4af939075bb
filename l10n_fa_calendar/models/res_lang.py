from odoo import models, tools
from odoo.tools.misc import (
    babel_locale_parse,
    format_date,
    get_lang,
    posix_to_ldml,
)

from odoo.addons.base.models.res_lang import LangData

from .. import digits, writing_system
from ..reader_locale import ReaderLocale


class ResLang(models.Model):
    _inherit = "res.lang"

    def _get_data(self, **kwargs):
        """Whoever writes a date asks here for its language, and hands the code to
        Babel: for the reader of this context it knows calendar and digits.

        A context without a reader's choice costs a look into it.
        """
        data = super()._get_data(**kwargs)
        writing = writing_system.from_context(self.env.context, data.code)
        if writing == writing_system.GREGORIAN_LATIN:
            return data
        return self._get_reader_data(data.code, *writing)

    @tools.ormcache("code", "calendar", "digits", cache="stable")
    def _get_reader_data(self, code, calendar, digits):
        data = self._get_active_by("code")[code]
        date_pattern = posix_to_ldml(data.date_format, babel_locale_parse(code))
        locale = ReaderLocale(code, calendar, digits, date_pattern)
        return LangData({**data, "code": locale})

    def format(self, percent, value, grouping=False):
        """FC-23: numbers and amounts of money in the reader's digits."""
        text = super().format(percent, value, grouping=grouping)
        return self._in_reader_digits(text, self.code)

    def _in_reader_digits(self, text, lang_code):
        writing = writing_system.from_context(self.env.context, lang_code)
        return digits.to_persian(text) if writing.digits == "persian" else text

    def _get_reader_writing(self) -> writing_system.WritingSystem:
        """The calendar and the digits of whoever reads in this context."""
        return writing_system.from_context(self.env.context, get_lang(self.env).code)

    def _is_rewritten(self) -> bool:
        """Whether the reader has dates or digits that Odoo itself does not write."""
        return self._get_reader_writing() != writing_system.GREGORIAN_LATIN

    def _rewrite_date(self, text, day):
        """A text of Odoo's that has a day of strftime, with the reader's day in its
        place; the text itself for whom this is the same."""
        written = day.strftime(get_lang(self.env).date_format)
        return text.replace(written, format_date(self.env, day))
