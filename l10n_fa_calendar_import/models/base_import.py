from datetime import date

from odoo import fields, models
from odoo.tools import format_list

from odoo.addons.base_import.models.base_import import (
    TIME_PATTERNS,
    ImportValidationError,
    check_patterns,
)
from odoo.addons.l10n_fa_calendar import typed_dates

from ..date_column import DateColumn

PATTERNS = [
    separator.join(order)
    for order in (("%Y", "%m", "%d"), ("%d", "%m", "%Y"))
    for separator in "/-. "
]
# So many rows are named in a message.
ROWS_SHOWN = 5


class Base_ImportImport(models.TransientModel):
    _inherit = "base_import.import"

    def _try_match_date_time(self, preview_values, options):
        """FC-18: formats of Jalali dates are proposed before American ones."""
        if not self.env["ir.fields.converter"]._reads_jalali():
            return super()._try_match_date_time(preview_values, options)
        values = [
            typed_dates.to_plain(value) if isinstance(value, str) else value
            for value in preview_values
        ]
        texts = [value for value in values if value and isinstance(value, str)]
        if not texts or not all(map(self._is_jalali, texts)):
            return super()._try_match_date_time(values, options)
        match = check_patterns(PATTERNS, values)
        if match:
            options["date_format"] = match
            return ["date", "datetime"]
        moments = [f"{day} {time}" for day in PATTERNS for time in TIME_PATTERNS]
        match = check_patterns(moments, values)
        if match:
            options["datetime_format"] = match
            return ["datetime"]
        return super()._try_match_date_time(values, options)

    @staticmethod
    def _is_jalali(text):
        typed = typed_dates.read(text)
        return typed is not None and typed.calendar == "jalali"

    def _parse_date_from_data(self, data, index, name, field_type, options):
        """FC-18: dates of either calendar, as their years tell; what leaves a doubt is
        reported, and nothing is imported."""
        if not self.env["ir.fields.converter"]._reads_jalali():
            return super()._parse_date_from_data(data, index, name, field_type, options)
        texts = {
            number: line[index].strip()
            for number, line in enumerate(data)
            if line[index] and not isinstance(line[index], date)
        }
        formats = [options.get("date_format"), options.get("datetime_format")]
        if field_type == "datetime":
            formats.reverse()
        order = typed_dates.order_of(next(filter(None, formats), None))
        column = DateColumn(texts, order)
        first_row = 1 + bool(options.get("has_headers")) + (options.get("skip") or 0)
        problems = self._describe_problems(column, first_row)
        if problems:
            message = self.env._(
                "Column “%(column)s”: %(problems)s",
                column=name,
                problems="\n".join(problems),
            )
            raise ImportValidationError(message, field=name, field_type=field_type)
        for number, moment in column.moments.items():
            data[number][index] = (
                fields.Date.to_string(moment.date())
                if field_type == "date"
                else fields.Datetime.to_string(moment)
            )
        return None

    def _describe_problems(self, column, first_row):
        problems = []
        calendars = column.by_calendar
        if len(calendars) > 1:
            problems.append(
                self.env._(
                    "dates of both calendars: Jalali in %(jalali)s, Gregorian in "
                    "%(gregorian)s. Correct these rows, or import them as two files.",
                    jalali=self._name_rows(calendars["jalali"], first_row),
                    gregorian=self._name_rows(calendars["gregorian"], first_row),
                )
            )
        if column.ambiguous:
            problems.append(
                self.env._(
                    "a year of two digits, which may be of either calendar, in "
                    "%(rows)s. Write it with four digits.",
                    rows=self._name_rows(column.ambiguous, first_row),
                )
            )
        if column.wrong:
            problems.append(
                self.env._(
                    "no date of either calendar in %(rows)s. Write dates as in "
                    "1405/09/01.",
                    rows=self._name_rows(column.wrong, first_row),
                )
            )
        return problems

    def _name_rows(self, texts, first_row):
        named = [
            self.env._("row %(row)s (%(text)s)", row=number + first_row, text=text)
            for number, text in list(texts.items())[:ROWS_SHOWN]
        ]
        rest = len(texts) - len(named)
        if rest:
            named.append(self.env._("%s more rows", rest))
        return format_list(self.env, named)
