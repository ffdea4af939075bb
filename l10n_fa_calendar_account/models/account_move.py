from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.l10n_fa_calendar.jalali import end_of, start_of, to_jalali

CENTURIES = "(19|20|21)"
ALL_CENTURIES = "(13|14|19|20|21)"
# The Jalali period that numbers restart with, by Odoo's names. Ranges of years are of
# fiscal years that two Gregorian years meet in.
PERIODS = {
    "month": "month",
    "year": "year",
    "year_range": "year",
    "year_range_month": "month",
}


class AccountMove(models.Model):
    """Numbers by the Jalali year and month, from the day that the journal or the
    company chose on.

    Odoo reads the year, the month and the number out of the last name, and has both
    calendars here: INV/2026/00012 is followed by INV/1405/00001, in whatever format the
    journal had. Each calendar has its own documents, so that one year's period ends
    where the other calendar begins.
    """

    _inherit = "account.move"

    # -- reading names: years of the Jalali centuries as well

    @property
    def _sequence_monthly_regex(self):
        return self._with_jalali_years(super()._sequence_monthly_regex)

    @property
    def _sequence_yearly_regex(self):
        return self._with_jalali_years(super()._sequence_yearly_regex)

    @property
    def _sequence_year_range_regex(self):
        return self._with_jalali_years(super()._sequence_year_range_regex)

    @property
    def _sequence_year_range_monthly_regex(self):
        return self._with_jalali_years(super()._sequence_year_range_monthly_regex)

    def _with_jalali_years(self, regex):
        if not self.journal_id[:1]._get_jalali_numbers_from():
            return regex
        return regex.replace(CENTURIES, ALL_CENTURIES)

    # -- periods

    def _has_jalali_number(self):
        return bool(self.date) and self.journal_id._has_jalali_numbers(self.date)

    def _get_sequence_date_range(self, reset):
        first_day = self.journal_id._get_jalali_numbers_from()
        if not first_day or reset not in PERIODS:
            return super()._get_sequence_date_range(reset)
        if not self._has_jalali_number():
            start, end, *years = super()._get_sequence_date_range(reset)
            return (start, min(end, first_day - timedelta(days=1)), *years)
        start = start_of(self.date, PERIODS[reset])
        end = end_of(self.date, PERIODS[reset])
        year = to_jalali(self.date).year
        return max(start, first_day), end, year, year

    def _sequence_matches_date(self):
        if not self.name or not self._has_jalali_number():
            return super()._sequence_matches_date()
        values = self._get_sequence_format_param(self.name)[1]
        year, month, _day = to_jalali(self.date)
        return (
            (not values["year"] or self._year_match(values["year"], year))
            and (not values["month"] or values["month"] == month)
            and not values["year_end"]
        )

    # -- new numbers

    def _get_last_sequence(self, relaxed=False, with_prefix=None):
        last = super()._get_last_sequence(relaxed, with_prefix)
        if last and relaxed and self._has_jalali_number():
            values = self._get_sequence_format_param(last)[1]
            if values["year_end"]:
                # A Jalali year needs no range, in whose format numbers could go on.
                return None
        return last

    def _get_next_sequence_format(self):
        format_string, values = super()._get_next_sequence_format()
        if self._has_jalali_number():
            values["month"] = to_jalali(self.date).month
        return format_string, values

    def _get_starting_sequence(self):
        starting = super()._get_starting_sequence()
        day = self.date or self.invoice_date or fields.Date.context_today(self)
        if not self.journal_id._has_jalali_numbers(day):
            return starting
        format_string, values = self._get_sequence_format_param(starting)
        if values["year_end"]:
            format_string = format_string.replace(
                "{prefix2}{year_end:0{year_end_length}d}", ""
            )
            values["seq_length"] = 4 if values["month"] else 5
        year, month, _day = to_jalali(day)
        return format_string.format(**values | {"year": year, "month": month})

    def _get_accounting_date(self, invoice_date, has_tax, lock_dates=None):
        """The last day of a period, of the one that the numbers restart with."""
        if not self.journal_id._get_jalali_numbers_from():
            return super()._get_accounting_date(invoice_date, has_tax, lock_dates)
        lock_dates = lock_dates or self._get_violated_lock_dates(invoice_date, has_tax)
        day = lock_dates[-1][0] + timedelta(days=1) if lock_dates else invoice_date
        last = self.highest_name or self._get_last_sequence(relaxed=True)
        reset = self._deduce_sequence_number_reset(last) if last else "month"
        is_sale = self.is_sale_document(include_receipts=True)
        if (
            not self.journal_id._has_jalali_numbers(day)
            or reset not in PERIODS
            or (is_sale and not lock_dates)
        ):
            return super()._get_accounting_date(invoice_date, has_tax, lock_dates)
        end = min(fields.Date.context_today(self), end_of(day, PERIODS[reset]))
        return end if is_sale else max(day, end)

    def _get_period_values(self, reset, lengths) -> dict[str, int]:
        """What the numbers of this document's period say of it, years in the length
        that they are written in."""
        start, end, year, year_end = self._get_sequence_date_range(reset)
        has_jalali_number = self._has_jalali_number()
        return {
            "year": self._truncate_year_to_length(
                year or start.year, lengths["year_length"]
            ),
            "year_end": self._truncate_year_to_length(
                year_end or end.year, lengths["year_end_length"]
            ),
            "month": to_jalali(self.date).month if has_jalali_number else start.month,
        }

    # -- messages

    def _post(self, soft=True):
        """Why documents of later days are not posted, in the reader's calendar."""
        try:
            return super()._post(soft)
        except UserError as error:
            message = str(error)
            for move in self.filtered("date"):
                message = self.env["res.lang"]._rewrite_date(message, move.date)
            error.args = (message,)
            raise
