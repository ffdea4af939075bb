from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def action_notify(self):
        """FC-16: the deadline in the calendar of whoever the activity is assigned to;
        Odoo writes it with strftime."""
        jalali = self.filtered(
            lambda activity: (
                activity.user_id.sudo()._get_calendar_system() == "jalali"
                if activity.user_id
                else False
            )
        )
        for activity in jalali:
            super(
                MailActivity,
                activity.with_context(
                    # sudo: how somebody reads dates is no secret
                    locale=activity.user_id.sudo()._get_locale_tag(),
                    deadline_notified=activity.date_deadline,
                ),
            ).action_notify()
        return super(MailActivity, self - jalali).action_notify()
