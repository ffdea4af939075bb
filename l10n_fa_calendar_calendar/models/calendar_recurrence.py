import re
from datetime import datetime, time

import pytz

from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.calendar.models.calendar_recurrence import (
    MAX_RECURRENT_EVENT,
    RRULE_WEEKDAYS,
)
from odoo.addons.l10n_fa_calendar import jalali

from ..jalali_rule import SCALE, WEEKDAYS, JalaliRule

CALENDAR_SYSTEMS = [("gregorian", "Gregorian"), ("jalali", "Jalali")]


class CalendarRecurrence(models.Model):
    """Repetition by Jalali months and years, where whoever made the meeting chose it.

    Code that says nothing of calendars makes Gregorian recurrences, whoever runs it.
    """

    _inherit = "calendar.recurrence"

    calendar_system = fields.Selection(
        CALENDAR_SYSTEMS, "Calendar", default="gregorian", required=True
    )
    jalali_day = fields.Integer(
        "Day of the Jalali Month",
        help="In a shorter month, the last day of it. Without a day, that of the first "
        "meeting.",
    )

    _jalali_day_range = models.Constraint(
        "CHECK (coalesce(jalali_day, 0) BETWEEN 0 AND 31)",
        "The day of the month must be between 1 and 31.",
    )

    @api.depends("calendar_system", "jalali_day")
    def _compute_rrule(self):
        super()._compute_rrule()

    def _is_jalali(self):
        by_month = self.rrule_type in ("monthly", "yearly")
        return self.calendar_system == "jalali" and by_month

    # -- the rule

    def _get_rrule(self, dtstart=None):
        if not self._is_jalali():
            return super()._get_rrule(dtstart)
        until = self.end_type == "end_date" and datetime.combine(self.until, time.max)
        count = self.count if self.end_type == "count" else MAX_RECURRENT_EVENT
        return JalaliRule(
            self.rrule_type,
            dtstart,
            self.interval,
            self._day_of_jalali_month(dtstart),
            self._weekday_of_jalali_month(),
            None if until else min(count, MAX_RECURRENT_EVENT),
            until or None,
        )

    def _day_of_jalali_month(self, dtstart):
        """The chosen day; each year that of the first meeting, unless the chosen one is
        the 30th of Esfand and the meeting had to do with the 29th."""
        if self.rrule_type == "yearly" and dtstart:
            year, month, day = jalali.to_jalali(dtstart.date())
            is_shortened = day == jalali.month_length(year, month) < self.jalali_day
            return self.jalali_day if is_shortened else day
        if self.jalali_day:
            return self.jalali_day
        return jalali.to_jalali(self.base_event_id._get_start_date()).day

    def _weekday_of_jalali_month(self):
        if self.rrule_type != "monthly" or self.month_by != "day":
            return None
        return WEEKDAYS.index(RRULE_WEEKDAYS[self.weekday]), int(self.byday)

    @api.model
    def _rrule_parse(self, rule_str, date_start):
        """A rule of another calendar is Gregorian; of ours, dateutil knows the rest."""
        system = "jalali" if SCALE in rule_str else "gregorian"
        plain = re.sub(r"(RSCALE|SKIP)=\w+;?", "", rule_str).rstrip(";")
        values = super()._rrule_parse(plain, date_start)
        if system == "jalali" and "day" in values:
            values["jalali_day"] = values.pop("day")
        return {**values, "calendar_system": system}

    def _get_start_of_period(self, dt):
        """The first of the Jalali month, in the time zone of the meetings."""
        if not self._is_jalali() or self.rrule_type != "monthly":
            return super()._get_start_of_period(dt)
        if not isinstance(dt, datetime):
            return jalali.start_of(dt, "month")
        if self._is_allday():
            return datetime.combine(jalali.start_of(dt.date(), "month"), dt.time())
        timezone = self._get_timezone()
        local = pytz.utc.localize(dt).astimezone(timezone).replace(tzinfo=None)
        first = datetime.combine(jalali.start_of(local.date(), "month"), local.time())
        return timezone.localize(first).astimezone(pytz.utc).replace(tzinfo=None)

    # -- its name

    def _get_monthly_recurrence_name(self):
        if not self._is_jalali():
            return super()._get_monthly_recurrence_name()
        if self.month_by == "date":
            day = self._day_of_jalali_month(None)
            rule = self.env._(
                "Every %(interval)s Jalali months on day %(day)s",
                interval=self.interval,
                day=day,
            )
        else:
            names = dict(self._fields["weekday"]._description_selection(self.env))
            places = dict(self._fields["byday"]._description_selection(self.env))
            rule = self.env._(
                "Every %(interval)s Jalali months on the %(position)s %(weekday)s",
                interval=self.interval,
                position=places[self.byday],
                weekday=names[self.weekday],
            )
        return self._with_end(rule)

    def _get_yearly_recurrence_name(self):
        if not self._is_jalali():
            return super()._get_yearly_recurrence_name()
        rule = self.env._("Every %(interval)s Jalali years", interval=self.interval)
        return self._with_end(rule)

    def _with_end(self, rule):
        if self.end_type == "count":
            return self.env._("%(rule)s, %(count)s times", rule=rule, count=self.count)
        if self.end_type == "end_date":
            until = format_date(self.env, self.until)
            return self.env._("%(rule)s, until %(until)s", rule=rule, until=until)
        return rule
