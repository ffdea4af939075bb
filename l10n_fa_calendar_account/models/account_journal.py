from datetime import timedelta

from babel.dates import format_datetime

from odoo import fields, models
from odoo.tools.misc import get_lang

from odoo.addons.l10n_fa_calendar import jalali, writing_system
from odoo.addons.l10n_fa_calendar.jalali_names import month_name

# Where the dashboard has weeks, by how far they are from the present one.
WEEKS = {1: -1, 3: 1, 4: 2}


class AccountJournal(models.Model):
    _inherit = "account.journal"

    def _get_sale_purchase_graph_data(self):
        """FC-03: the weeks in which invoices are due, by their Jalali days."""
        result = super()._get_sale_purchase_graph_data()
        code = get_lang(self.env).code
        writing = writing_system.from_context(self.env.context, code)
        if writing.calendar != "jalali":
            return result
        today = fields.Date.today()
        weekday = int(format_datetime(today, "e", locale=code))
        this_week = today - timedelta(days=weekday - 1)
        labels = {
            index: self._get_jalali_week(this_week + timedelta(weeks=distance), code)
            for index, distance in WEEKS.items()
        }
        for graph in result.values():
            for index, label in labels.items():
                graph[0]["values"][index]["label"] = label
        return result

    def _get_jalali_week(self, start, code):
        first, last = map(jalali.to_jalali, (start, start + timedelta(days=6)))
        ends = f"{last.day} {month_name(last.month, code)}"
        if first.month == last.month:
            label = f"{first.day} - {ends}"
        else:
            label = f"{first.day} {month_name(first.month, code)} - {ends}"
        return self.env["res.lang"]._in_reader_digits(label, code)
