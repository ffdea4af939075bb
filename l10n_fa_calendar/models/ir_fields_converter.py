from odoo import api, fields, models

from .. import typed_dates


class IrFieldsConverter(models.AbstractModel):
    """FC-18: what ``load`` reads for someone who writes Jalali dates.

    Odoo takes 1405-09-01 for a day of the year 1405 A.D.
    """

    _inherit = "ir.fields.converter"

    @api.model
    def _str_to_date(self, model, field, value, savepoint):
        moment = self._read_jalali(value)
        if moment:
            value = fields.Date.to_string(moment.date())
        return super()._str_to_date(model, field, value, savepoint)

    @api.model
    def _str_to_datetime(self, model, field, value, savepoint):
        moment = self._read_jalali(value)
        if moment:
            value = fields.Datetime.to_string(moment)
        return super()._str_to_datetime(model, field, value, savepoint)

    def _read_jalali(self, value):
        """The moment that a text names; None where that is for Odoo to read."""
        if not isinstance(value, str) or not self._reads_jalali():
            return None
        typed = typed_dates.read(value)
        try:
            return typed and typed.moment
        except ValueError as error:
            message = self.env._(
                "“%s” is no date for field “%%(field)s”. Write the year with four "
                "digits, 1405/09/01 or 2026-11-22."
            )
            raise self._format_import_error(ValueError, message, value) from error

    def _reads_jalali(self):
        return self.env.user._get_calendar_system() == "jalali"
