from datetime import datetime, time

import pytz

from odoo import models


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def _working_day(self, day, days):
        """The first day from the given one on (days=1), or the last one up to it
        (days=-1), on which there is work; the given one if there is none for years."""
        self.ensure_one()
        clock = time.min if days > 0 else time.max
        moment = pytz.timezone(self.tz).localize(datetime.combine(day, clock))
        planned = self.plan_days(days, moment, compute_leaves=True)
        return planned.date() if planned else day
