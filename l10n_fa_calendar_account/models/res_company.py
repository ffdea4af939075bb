from odoo import api, fields, models

from odoo.addons.l10n_fa_calendar.jalali import end_of, start_of

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
        return super().create([self._with_nearest_year_end(vals) for vals in vals_list])

    def write(self, vals):
        if "jalali_numbers_from" in vals:
            self.check_access("write")
            new = fields.Date.to_date(vals["jalali_numbers_from"])
            self._check_numbers_of_journals(new)
        return super().write(self._with_nearest_year_end(vals))

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

    @staticmethod
    def _with_nearest_year_end(vals):
        return {**vals, **NEAREST_YEAR_END} if vals.get("jalali_fiscal_year") else vals

    def _check_numbers_of_journals(self, new):
        # sudo: numbers are shared by all who write documents of the company
        journals = self.env["account.journal"].sudo()
        for company in self:
            domain = [
                ("company_id", "child_of", company.ids),
                ("numbers_calendar", "=", "company"),
            ]
            journals.search(domain)._check_no_numbers_between(
                company.jalali_numbers_from, new
            )
