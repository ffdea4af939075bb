from typing import Literal

from odoo import models

CalendarSystem = Literal["jalali", "gregorian"]


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_calendar_system(self) -> CalendarSystem:
        """The calendar this person reads and writes dates in: the language's own.

        The one place that decides it; what is stored is Gregorian for everyone.
        """
        self.ensure_one()
        language = (self.lang or "").partition("_")[0]
        return "jalali" if language == "fa" else "gregorian"
