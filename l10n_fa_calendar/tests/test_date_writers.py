import ast
import inspect
import re
from pathlib import Path

from lxml import html

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import file_path

from odoo.addons.l10n_fa_calendar.models import app_dates

# What writes a date without asking who reads it, in Odoo's own addons, and why that is
# right or what is done about it.
READER = "Babel is handed the reader's locale: see reader_locale.py"
MACHINE = "for machines"
PERIOD = "the name of a Gregorian period, which stays one"
OURS = "extended by one of our addons"
TIME = "a time or a duration"
DEAD = "called by nothing in Odoo"

WRITERS = {
    "account/models/account_journal_dashboard.py::_get_bank_cash_graph_data": READER,
    "account/models/account_journal_dashboard.py::build_graph_data": READER,
    "account/models/account_journal_dashboard.py::_get_sale_purchase_graph_data": OURS,
    "account/models/account_move.py::_post": OURS,
    "account_edi_ubl_cii/models/account_edi_xml_cii_facturx.py"
    "::_export_invoice_vals": MACHINE,
    "account_edi_ubl_cii/models/account_edi_xml_cii_facturx.py::format_date": MACHINE,
    "auth_totp_mail/models/res_users.py::_get_totp_mail_code": TIME,
    "base/models/ir_actions.py::_compute_display_name": READER,
    "base/models/ir_qweb_fields.py::value_to_html": READER,
    "base/models/ir_sequence.py::_get_prefix_suffix": OURS,
    "base/models/ir_sequence.py::_interpolation_dict": OURS,
    "base_import/models/base_import.py::parse_preview": MACHINE,
    "base_import/models/base_import.py::_stringify_date_like_objects": MACHINE,
    "calendar/models/calendar_event.py::_get_display_time": OURS,
    "crm/models/crm_lead.py::_notify_by_email_prepare_rendering_context": OURS,
    "digest/models/digest.py::_action_send_to_user": OURS,
    "hr/models/hr_employee.py::_compute_birthday_public_display_string": OURS,
    "hr/models/hr_version.py::format_date_abbr": READER,
    "hr_holidays/report/holidays_summary_report.py::_get_day": TIME,
    "hr_holidays/report/holidays_summary_report.py::_get_months": PERIOD,
    "hr_homeworking/models/hr_homeworking.py::_compute_day_week_string": TIME,
    "hr_homeworking_calendar/wizard/homework_location_wizard.py"
    "::_compute_day_week_string": TIME,
    "hr_work_entry/wizard/hr_work_entry_regeneration_wizard.py::_date_to_string": OURS,
    "html_editor/models/ir_qweb_fields.py::attributes": READER,
    "mail/controllers/mail.py::export_icon_to_png": MACHINE,
    "mail/models/mail_activity.py::action_notify": OURS,
    "mail_group/controllers/portal.py::_get_archives": PERIOD,
    "mrp/models/mrp_workcenter.py::_get_week_range_and_first_last_days": READER,
    "point_of_sale/models/pos_config.py::get_statistics_for_session": OURS,
    "project/models/project_project.py::write": OURS,
    "web/models/models.py::_web_read_group_groupby_formatter": OURS,
    "web/models/models.py::formatter_time_granularity": OURS,
    "web/models/models.py::_web_read_group_groupby_properties_formatter": OURS,
    "web/models/models.py::formatter_property_datetime": OURS,
    "website_blog/controllers/main.py::nav_list": PERIOD,
    "website_event/controllers/main.py::get_formated_date": DEAD,
    "website_event_track/controllers/event_track.py::_get_locale_time": TIME,
    "website_forum/models/forum_post.py::close": MACHINE,
}

# Where the methods are that app_dates.py extends.
APPS = {
    "ir.qweb.field.date": "html_editor/models/ir_qweb_fields.py",
    "ir.qweb.field.datetime": "html_editor/models/ir_qweb_fields.py",
    "hr.employee": "hr/models/hr_employee.py",
    "hr.work.entry.regeneration.wizard": "hr_work_entry/wizard"
    "/hr_work_entry_regeneration_wizard.py",
    "pos.config": "point_of_sale/models/pos_config.py",
    "product.product": "purchase_stock/models/product.py",
    "project.project": "project/models/project_project.py",
}
NAMES_OF_PERIODS = {"get_month_names", "get_day_names", "get_period_names"}
NOT_SHIPPED = ("l10n_", "test_", "theme_", "crm_suite_")
NOT_SHOWN = {"tests", "demo", "populate"}
NUMBERS = re.compile(r"(%[YymdHMSTzsfjFw%]|[^%])*")
FORMATS_OF_MACHINES = re.compile(
    r"DEFAULT_SERVER_\w+|DATETIME_FORMAT|DT?F|fmt|db_format"
)


def is_writer(call, babel_names):
    """Whether a call writes a date for people, in a calendar that it takes itself."""
    called = ast.unparse(call.func)
    name = called.rpartition(".")[2]
    if name == "strftime":
        pattern = call.args[-1] if call.args else None
        if isinstance(pattern, ast.Constant):
            return not NUMBERS.fullmatch(str(pattern.value))
        is_machine = isinstance(pattern, ast.Name) and FORMATS_OF_MACHINES.fullmatch(
            pattern.id
        )
        return not is_machine
    if name in NAMES_OF_PERIODS:
        return True
    is_babel = called.startswith("babel.dates.") or called in babel_names
    return is_babel and name.startswith("format_")


def writers_of(path):
    text = path.read_text(encoding="utf-8")
    if "strftime(" not in text and "babel" not in text:
        return
    tree = ast.parse(text)
    babel_names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "babel.dates"
        for alias in node.names
    }
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
            if any(is_writer(call, babel_names) for call in calls):
                yield function.name


@tagged("post_install", "-at_install")
class TestDateWriters(TransactionCase):
    def test_every_writer_is_known(self):
        """FC-15: what in Odoo writes dates past the reader's locale is listed above,
        and anything new there has to be looked at."""
        # Where Odoo's own addons are; base may lie elsewhere.
        folders = {Path(file_path(addon)).parent for addon in ("web", "base")}
        found = {
            f"{path.relative_to(folder)}::{name}"
            for folder in folders
            for path in folder.glob("*/**/*.py")
            if not path.relative_to(folder).parts[0].startswith(NOT_SHIPPED)
            if not NOT_SHOWN & set(path.relative_to(folder).parts)
            for name in writers_of(path)
        }
        own = {name for name in found if "l10n_fa_" in name}
        self.assertFalse(found - own - WRITERS.keys(), "not looked at yet")
        self.assertIn("calendar/models/calendar_event.py::_get_display_time", found)
        self.assertGreater(len(found & WRITERS.keys()), 20)

    def test_methods_of_apps(self):
        """FC-15: what is extended without an addon of its own is still there, with the
        arguments that the extension takes."""
        folder = Path(file_path("web")).parent
        for (model_name, name), extension in app_dates.METHODS.items():
            with self.subTest(model=model_name, method=name):
                tree = ast.parse(
                    (folder / APPS[model_name]).read_text(encoding="utf-8")
                )
                methods = [
                    node
                    for node in ast.walk(tree)
                    if isinstance(node, ast.FunctionDef) and node.name == name
                ]
                self.assertTrue(methods)
                _records, _core, *arguments = inspect.signature(extension).parameters
                for method in methods:
                    self.assertEqual(len(method.args.args), 1 + len(arguments))

    def test_typed_on_a_page(self):
        """FC-04: a date typed on a page of the website is Jalali for those who read
        such dates, never a year 1405 A.D., and what is no date is refused."""
        user = new_test_user(self.env, "fa_page", lang="fa_IR", tz="Asia/Tehran")
        self.env["res.lang"]._lang_get("fa_IR").date_format = "%Y/%m/%d"
        dates = self.env(user=user)["ir.qweb.field.date"]
        moments = self.env(user=user)["ir.qweb.field.datetime"]

        def typed(converter, text):
            return converter.from_html(None, None, html.fromstring(f"<p>{text}</p>"))

        self.assertEqual(typed(dates, "۱۴۰۵/۰۹/۰۱"), "2026-11-22")
        self.assertEqual(typed(dates, "1405/9/1"), "2026-11-22")
        self.assertEqual(typed(dates, "2026/11/22"), "2026-11-22")
        self.assertFalse(typed(dates, " "))
        moment = typed(moments, "۱۴۰۵/۰۹/۰۱ ۰۰:۱۵:۰۰")
        self.assertEqual(moment, "2026-11-21 20:45:00")
        for text in ("1404/12/30", "05/09/01"):
            with self.assertRaises(ValidationError):
                typed(dates, text)
        english = new_test_user(self.env, "en_page", lang="en_US")
        day = typed(self.env(user=english)["ir.qweb.field.date"], "11/22/2026")
        self.assertEqual(day, "2026-11-22")
