import re
from datetime import datetime, timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ..jalali import end_of, start_of, to_jalali

# %(jyear)s, %(range_jyear)s, %(current_jyear)s and so on; "%%" is an escaped percent.
TOKEN = re.compile(
    r"%%|%\((?P<moment>range_|current_|)(?P<part>jyear|jy|jmonth|jday)\)s"
)


class IrSequence(models.Model):
    _inherit = "ir.sequence"

    date_range_calendar = fields.Selection(
        [("gregorian", "Gregorian year"), ("jalali", "Jalali year")],
        string="Subsequences Follow",
        default="gregorian",
        required=True,
        help="The year that a new subsequence covers: from 1 January, or from "
        "1 Farvardin to the last day of Esfand, the 29th or the 30th. "
        "Subsequences that exist already stay as they are.",
    )

    def _get_prefix_suffix(self, date=None, date_range=None):
        """Jalali tokens are filled in first; Odoo's own are left to it."""
        self.ensure_one()
        texts = {name: self[name] or "" for name in ("prefix", "suffix")}
        filled = {
            name: TOKEN.sub(
                lambda found: self._fill_token(found, date, date_range), text
            )
            for name, text in texts.items()
        }
        if filled == texts:
            return super()._get_prefix_suffix(date, date_range)
        draft = self.new(filled, origin=self)
        return super(IrSequence, draft)._get_prefix_suffix(date, date_range)

    def _create_date_range_seq(self, date):
        if self.date_range_calendar != "jalali":
            return super()._create_date_range_seq(date)
        day = fields.Date.to_date(date)
        date_from, date_to = start_of(day, "year"), end_of(day, "year")
        # As in core, the subsequences around the new one keep their days.
        for other in self.date_range_ids:
            if other.date_to < day:
                date_from = max(date_from, other.date_to + timedelta(days=1))
            elif other.date_from > day:
                date_to = min(date_to, other.date_from - timedelta(days=1))
        # sudo: whoever may number a document need not manage sequences, as in core
        return (
            self.env["ir.sequence.date_range"]
            .sudo()
            .create(
                {"sequence_id": self.id, "date_from": date_from, "date_to": date_to}
            )
        )

    def _fill_token(self, found, date, date_range):
        if found[0] == "%%":
            return found[0]
        day = self._get_token_day(found["moment"], date, date_range)
        try:
            jalali = to_jalali(day)
        except ValueError as error:
            message = self.env._("Sequence “%(name)s”: %(date)s is no Jalali date.")
            raise UserError(message % {"name": self.name, "date": day}) from error
        return {
            "jyear": f"{jalali.year:04}",
            "jy": f"{jalali.year % 100:02}",
            "jmonth": f"{jalali.month:02}",
            "jday": f"{jalali.day:02}",
        }[found["part"]]

    def _get_token_day(self, moment, date, date_range):
        """The day that Odoo's own tokens of that moment speak of."""
        context = self.env.context
        given = {
            "": date or context.get("ir_sequence_date"),
            "range_": date_range or context.get("ir_sequence_date_range"),
            "current_": None,
        }[moment]
        if given:
            return fields.Datetime.to_datetime(given).date()
        return datetime.now(self.env.tz).date()
