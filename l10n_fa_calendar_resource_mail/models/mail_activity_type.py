from odoo import fields, models


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    on_working_days = fields.Boolean(
        "On Working Days",
        help="A deadline that would be on a weekend or a holiday moves to the next day "
        "on which the company works; in a plan, what is due before a day to the one "
        "before.",
    )

    def _get_date_deadline(self):
        return self._to_working_day(super()._get_date_deadline())

    def _to_working_day(self, day, days=1):
        """The day itself, or if the type wants it the next one that is worked on, or
        the last one before (days=-1)."""
        calendar = self.on_working_days and self.env.company.resource_calendar_id
        return calendar._working_day(day, days) if calendar else day
