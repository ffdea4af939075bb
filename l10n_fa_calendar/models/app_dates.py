from datetime import datetime, time
from functools import wraps

from odoo import fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date
from odoo.tools.misc import get_lang

from .. import jalali, relative_dates, typed_dates

# Months that purchases are suggested by: from this one of last year on, the first of
# them and how many.
MONTHS_OF_LAST_YEAR = {
    "last_year": (0, 1),
    "last_year_m_plus_1": (1, 1),
    "last_year_m_plus_2": (2, 1),
    "last_year_quarter": (0, 3),
}


def _birthday(employees, core):
    core(employees)
    if not employees.env["res.lang"]._is_rewritten():
        return
    for employee in employees:
        if employee.birthday_public_display_string != "hidden":
            employee.birthday_public_display_string = format_date(
                employee.env, employee.birthday, date_format="d MMMM"
            )


def _limit_of_work_entries(wizard, core, day):
    return wizard.env["res.lang"]._rewrite_date(core(wizard, day), day) if day else ""


def _session(point_of_sale, core, session):
    statistics = core(point_of_sale, session)
    if session.start_at and point_of_sale.env["res.lang"]._is_rewritten():
        start = fields.Datetime.context_timestamp(point_of_sale, session.start_at)
        statistics["date"]["start_date"] = format_date(
            point_of_sale.env, start.date(), date_format="d MMM"
        )
    return statistics


def _status_update(projects, core, vals):
    has_update = vals.get("last_update_status", "to_define") != "to_define"
    result = core(projects, vals)
    if has_update:
        today = fields.Date.today()
        for update in projects.last_update_id:
            update.name = update.env["res.lang"]._rewrite_date(update.name, today)
    return result


def _demand(products, core, based_on):
    months = MONTHS_OF_LAST_YEAR.get(based_on)
    writing = products.env["res.lang"]._get_reader_writing()
    if not months or writing.calendar != "jalali":
        return core(products, based_on)
    first, count = months
    this_month = jalali.start_of(fields.Date.context_today(products), "month")
    start = relative_dates.shift(this_month, "+", first - 12, "m")
    limit = relative_dates.shift(start, "+", count, "m")
    return datetime.combine(start, time()), datetime.combine(limit, time())


def _typed_date(converter, core, model, field, element):
    """What was typed on a page of the website: strptime takes 1405 for a year A.D."""
    text = element.text_content()
    lang = get_lang(converter.env, converter.env.user.lang)
    typed = typed_dates.read(text, typed_dates.order_of(lang.date_format))
    is_reader = converter.env.user._get_calendar_system() == "jalali"
    if not (typed and is_reader and typed.calendar != "gregorian"):
        return core(converter, model, field, element)
    try:
        moment = typed.moment
    except ValueError as error:
        message = converter.env._(
            "“%(text)s” is not a date. Write the year with four digits, as in "
            "1405/09/01.",
            text=text.strip(),
        )
        raise ValidationError(message) from error
    gregorian = element.makeelement(element.tag, element.attrib)
    with_time = "" if converter._name == "ir.qweb.field.date" else lang.time_format
    gregorian.text = moment.strftime(f"{lang.date_format} {with_time}".strip())
    return core(converter, model, field, gregorian)


METHODS = {
    ("ir.qweb.field.date", "from_html"): _typed_date,
    ("ir.qweb.field.datetime", "from_html"): _typed_date,
    ("hr.employee", "_compute_birthday_public_display_string"): _birthday,
    ("hr.work.entry.regeneration.wizard", "_date_to_string"): _limit_of_work_entries,
    ("product.product", "_get_monthly_demand_range"): _demand,
    ("pos.config", "get_statistics_for_session"): _session,
    ("project.project", "write"): _status_update,
}


def _extended(core, extension):
    @wraps(core)
    def method(self, *args):
        return extension(self, core, *args)

    return method


class ResLang(models.Model):
    """Single methods of apps that write or read dates by strftime, past the reader's
    locale, or count Gregorian months.

    An addon for each would be more manifest than code: where the app is installed, its
    method is extended as the registry is loaded.
    """

    _inherit = "res.lang"

    def _register_hook(self):
        super()._register_hook()
        for (model_name, name), extension in METHODS.items():
            model_class = self.env.registry.models.get(model_name)
            core = getattr(model_class, name, None)
            if core and name not in vars(model_class):
                setattr(model_class, name, _extended(core, extension))
