from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.l10n_fa_calendar import jalali

from ..jalali_rule import week_of_month
from .calendar_recurrence import CALENDAR_SYSTEMS


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    # As Odoo's own: seemingly related to the recurrence, which may not exist yet.
    calendar_system = fields.Selection(
        CALENDAR_SYSTEMS, "Calendar", compute="_compute_recurrence", readonly=False
    )
    jalali_day = fields.Integer(
        "Day of the Jalali Month",
        compute="_compute_recurrence",
        readonly=False,
        help="In a shorter month, the last day of it.",
    )
    offers_jalali = fields.Boolean(compute="_compute_offers_jalali")

    @api.model
    def _get_recurrent_fields(self):
        return super()._get_recurrent_fields() | {"calendar_system", "jalali_day"}

    @api.depends("recurrence_id.calendar_system")
    @api.depends_context("uid")
    def _compute_offers_jalali(self):
        """Who uses the Gregorian calendar is not asked for another one."""
        is_reader = self.env.user._get_calendar_system() == "jalali"
        for event in self:
            is_jalali = event.recurrence_id.calendar_system == "jalali"
            event.offers_jalali = is_reader or is_jalali

    def _compute_recurrence(self):
        """A new recurrence is proposed in the calendar of who makes it."""
        super()._compute_recurrence()
        system = self.env.user._get_calendar_system()
        for event in self.filtered("recurrency"):
            recurrence = event.recurrence_id
            proposed = self._jalali_params(event._get_start_date())
            if not recurrence:
                event.calendar_system = system
            if event.calendar_system == "gregorian":
                event.jalali_day = proposed["jalali_day"]
            elif not recurrence:
                event.update(proposed)
            else:
                # Few programs read rules of other calendars: they get the meeting.
                event.rrule = False

    @api.model
    def _jalali_params(self, day):
        return {
            "jalali_day": jalali.to_jalali(day).day,
            "byday": str(week_of_month(day)),
        }

    def _update_future_events(self, values, time_values, recurrence_values):
        recurrence_values = self._keep_jalali(time_values, recurrence_values)
        return super()._update_future_events(values, time_values, recurrence_values)

    def _rewrite_recurrence(self, values, time_values, recurrence_values):
        if self._check_values_to_sync(values) or time_values or recurrence_values:
            recurrence_values = self._keep_jalali(time_values, recurrence_values)
        return super()._rewrite_recurrence(values, time_values, recurrence_values)

    def _keep_jalali(self, time_values, recurrence_values):
        """Odoo deduces day and week from the new start by the Gregorian calendar."""
        old_system = self.recurrence_id.calendar_system
        system = recurrence_values.get("calendar_system", old_system)
        if system != "jalali":
            return recurrence_values
        start = fields.Datetime.to_datetime(time_values.get("start")) or self.start
        shift = start.date() - self.start.date()
        params = self._jalali_params(self._get_start_date() + shift)
        if system == old_system and shift == timedelta():
            # The 31st of a month of 30 days was meant to be the last.
            params.pop("jalali_day")
        return {**params, **recurrence_values}
