from odoo import models


class MailActivityPlanTemplate(models.Model):
    _inherit = "mail.activity.plan.template"

    def _get_date_deadline(self, base_date=False):
        """What is due before a day stays before it."""
        deadline = super()._get_date_deadline(base_date)
        days = 1 if self.delay_from == "after_plan_date" else -1
        return self.activity_type_id._to_working_day(deadline, days)
