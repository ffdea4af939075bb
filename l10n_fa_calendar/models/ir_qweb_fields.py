"""QWeb writes dates in a language: with the reader's calendar and digits, that is the
language as ``get_lang`` has it. Its record would hand the bare code to Babel."""

from odoo import api, models
from odoo.tools.misc import get_lang


class IrQwebField(models.AbstractModel):
    _inherit = "ir.qweb.field"

    def _in_reader_digits(self, text):
        return self.env["res.lang"]._in_reader_digits(text, get_lang(self.env).code)


class IrQwebFieldDatetime(models.AbstractModel):
    _inherit = "ir.qweb.field.datetime"

    @api.model
    def user_lang(self):
        return get_lang(self.env)


class IrQwebFieldTime(models.AbstractModel):
    _inherit = "ir.qweb.field.time"

    @api.model
    def user_lang(self):
        return get_lang(self.env)


class IrQwebFieldDuration(models.AbstractModel):
    _inherit = "ir.qweb.field.duration"

    @api.model
    def value_to_html(self, value, options):
        return self._in_reader_digits(super().value_to_html(value, options))


class IrQwebFieldRelative(models.AbstractModel):
    _inherit = "ir.qweb.field.relative"

    @api.model
    def value_to_html(self, value, options):
        return self._in_reader_digits(super().value_to_html(value, options))


class IrQwebFieldFloatTime(models.AbstractModel):
    _inherit = "ir.qweb.field.float_time"

    @api.model
    def value_to_html(self, value, options):
        return self._in_reader_digits(super().value_to_html(value, options))
