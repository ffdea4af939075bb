from datetime import date

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from odoo.addons.l10n_fa_calendar.jalali import end_of, start_of

USED = "l10n_fa_calendar_account.numbering"  # among what a transaction keeps
# For what reads the two fields instead of asking for the dates of a year: as near as a
# Gregorian day comes to the last of Esfand, which is the 19th, 20th or 21st of March.
NEAREST_YEAR_END = {"fiscalyear_last_day": 20, "fiscalyear_last_month": "3"}


class ResCompany(models.Model):
    _inherit = "res.company"

    jalali_fiscal_year = fields.Boolean(
        help="The fiscal year begins on 1 Farvardin and ends on the last day of "
        "Esfand, the 29th or the 30th.",
    )
    jalali_numbers_from = fields.Date(
        help="Invoices, bills and entries of this day and later are numbered by the "
        "Jalali year and month, as in INV/1405/00001 and BILL/1405/09/0001, and the "
        "numbers restart with them. Older documents keep the numbers they have.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(
            [self._with_nearest_year_end(vals) for vals in vals_list]
        )
        self._forget_jalali_numbering()
        return companies

    def write(self, vals):
        if "jalali_numbers_from" in vals:
            self.check_access("write")
            new = fields.Date.to_date(vals["jalali_numbers_from"])
            self._check_no_numbers_between(new)
        result = super().write(self._with_nearest_year_end(vals))
        if "jalali_numbers_from" in vals:
            self._forget_jalali_numbering()
        return result

    def _get_company_root_delegated_field_names(self):
        return [
            *super()._get_company_root_delegated_field_names(),
            "jalali_fiscal_year",
            "jalali_numbers_from",
        ]

    def compute_fiscalyear_dates(self, current_date):
        if not self.jalali_fiscal_year:
            return super().compute_fiscalyear_dates(current_date)
        day = fields.Date.to_date(current_date)
        return {"date_from": start_of(day, "year"), "date_to": end_of(day, "year")}

    @tools.ormcache()
    def _is_jalali_numbering_used(self) -> bool:
        """Whether any company numbers by the Jalali calendar."""
        # sudo: all companies
        companies = self.sudo().with_context(active_test=False)
        return bool(
            companies.search_count([("jalali_numbers_from", "!=", False)], limit=1)
        )

    def _forget_jalali_numbering(self):
        self.env.registry.clear_cache()
        self.env.cr.cache.pop(USED, None)

    def _has_jalali_numbers(self, day: date) -> bool:
        """Whether documents of a day are numbered by the Jalali calendar."""
        return bool(self.jalali_numbers_from and day >= self.jalali_numbers_from)

    @staticmethod
    def _with_nearest_year_end(vals):
        return {**vals, **NEAREST_YEAR_END} if vals.get("jalali_fiscal_year") else vals

    def _check_no_numbers_between(self, new: date | bool):
        """The days whose calendar changes must have no document that is numbered by
        year: its number would no longer fit its date, nor be followed by the next."""
        for company in self:
            old = company.jalali_numbers_from
            limits = sorted(filter(None, (old, new)))
            if old == new:
                continue
            days = [("date", ">=", limits[0])]
            if len(limits) == 2:
                days.append(("date", "<", limits[1]))
            last = company._last_move_numbered_by_year(days)
            if last:
                raise ValidationError(
                    self.env._(
                        "Documents from %(date)s on have numbers of the other calendar "
                        "already, the last one being %(name)s of %(last_date)s. Choose "
                        "a day after it.",
                        date=format_date(self.env, limits[0]),
                        name=last.name,
                        last_date=format_date(self.env, last.date),
                    )
                )

    def _last_move_numbered_by_year(self, days):
        """One statement to find the sequences of those days, and one to find the move,
        however many documents there are."""
        # sudo: numbers are shared by all who write documents of the company
        moves = self.env["account.move"].sudo()
        domain = [
            ("company_id", "child_of", self.ids),
            ("name", "not in", (False, "", "/")),
            *days,
        ]
        groups = moves._read_group(
            domain, ["journal_id", "sequence_prefix"], ["id:max"]
        )
        samples = moves.browse(last_id for *_group, last_id in groups)
        by_year = samples.filtered(
            lambda move: move._deduce_sequence_number_reset(move.name) != "never"
        )
        if not by_year:
            return moves
        return moves.search(
            [
                *domain,
                ("journal_id", "in", by_year.journal_id.ids),
                ("sequence_prefix", "in", by_year.mapped("sequence_prefix")),
            ],
            order="date desc, id desc",
            limit=1,
        )
