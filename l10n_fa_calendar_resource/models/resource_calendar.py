from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.l10n_fa_calendar import jalali, periods

from ..holidays import solar_holidays
from ..working_weeks import WEEKS, values_of


class ResourceCalendar(models.Model):
    """Working times know until which Jalali year they have the official holidays.

    A holiday that someone removed does not come back: each year is added once.
    """

    _inherit = "resource.calendar"

    solar_holidays_year = fields.Integer(
        "Official Holidays Until",
        copy=False,
        readonly=True,
        help="The last Jalali year whose official holidays, those of the solar year, "
        "are among the time off.",
    )
    next_solar_holidays_year = fields.Integer(
        compute="_compute_next_solar_holidays_year"
    )

    @api.depends("solar_holidays_year")
    def _compute_next_solar_holidays_year(self):
        this_year = self._this_jalali_year()
        for calendar in self:
            following = calendar.solar_holidays_year + 1
            calendar.next_solar_holidays_year = max(following, this_year)

    def copy(self, default=None):
        """The copy has the time off of the original, and so the years."""
        copies = super().copy(default)
        for calendar, copied in zip(self, copies, strict=True):
            copied.solar_holidays_year = calendar.solar_holidays_year
        return copies

    def action_add_solar_holidays(self):
        """Add the holidays of the next year that has none yet."""
        self.ensure_one()
        year = self.next_solar_holidays_year
        if year not in periods.YEARS:
            raise UserError(
                self.env._("There are no official holidays for the year %s.", year)
            )
        self._add_solar_holidays(year)

    @api.model
    def _create_iranian_weeks(self):
        """Working times to choose from, made once for the first company."""
        company = self.env.ref("base.main_company")
        translate = self._translate_for(company)
        weeks = self._load_records(
            [
                {
                    "xml_id": f"l10n_fa_calendar_resource.{xml_id}",
                    "values": {
                        **values_of(translate, *week),
                        "company_id": company.id,
                    },
                    "noupdate": True,
                }
                for xml_id, week in WEEKS.items()
            ]
        )
        weeks._add_solar_holidays_until_next_year()

    @api.model
    def _cron_add_solar_holidays(self):
        """This year and the next, for working times that have holidays at all."""
        calendars = self.search([("solar_holidays_year", ">", 0)])
        calendars._add_solar_holidays_until_next_year()

    def _add_solar_holidays_until_next_year(self):
        last_year = self._this_jalali_year() + 1
        for calendar in self:
            for year in range(calendar.next_solar_holidays_year, last_year + 1):
                calendar._add_solar_holidays(year)

    def _add_solar_holidays(self, year):
        """A day on which all are free already is left alone."""
        self.ensure_one()
        translate = self._translate_for(self.company_id)
        taken = self._days_off(year)
        self.env["resource.calendar.leaves"].create(
            [
                {
                    "name": translate(name),
                    "calendar_id": self.id,
                    "date_from": self._moment(day, time.min),
                    "date_to": self._moment(day, time(23, 59, 59)),
                }
                for day, name in solar_holidays(year)
                if day not in taken
            ]
        )
        self.solar_holidays_year = max(self.solar_holidays_year, year)

    @api.model
    def _translate_for(self, company):
        """What a company keeps in one language is in its own."""
        language = company.partner_id.lang or self.env.user.lang
        return self.with_context(lang=language).env._

    def _days_off(self, year):
        """The days of a Jalali year on which the time off of all begins or goes on."""
        start, end = (
            self._moment(jalali.to_gregorian(number, 1, 1), time.min)
            for number in (year, year + 1)
        )
        company = self.company_id or self.env.company
        leaves = self.env["resource.calendar.leaves"].search(
            [
                ("resource_id", "=", False),
                ("calendar_id", "in", [False, self.id]),
                ("company_id", "in", [False, company.id]),
                ("date_from", "<", end),
                ("date_to", ">=", start),
            ]
        )
        timezone = pytz.timezone(self.tz)
        days = set()
        for leave in leaves:
            first, last = (
                pytz.utc.localize(moment).astimezone(timezone).date()
                for moment in (leave.date_from, leave.date_to)
            )
            span = range((last - first).days + 1)
            days.update(first + timedelta(days=offset) for offset in span)
        return days

    def _moment(self, day, clock):
        """A time of a day of these working times, as it is stored."""
        local = pytz.timezone(self.tz).localize(datetime.combine(day, clock))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    @api.model
    def _this_jalali_year(self):
        return jalali.to_jalali(fields.Date.context_today(self)).year
