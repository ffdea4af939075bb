"""The template and the error workbook, in the language and with the names of a user."""

from odoo import fields
from odoo.tools.misc import format_date, get_lang

from .columns import COLUMNS
from .lazy_text import shown
from .lead_sheet import VERSION
from .lookups import build_lookups
from .row_checker import may_assign_others
from .workbook_writer import LeadWorkbook, SheetColumn


def build_template(env):
    columns = env["crm.lead.import"]._get_columns()
    offered = [column for column in columns if column.is_offered]
    lookups = build_lookups(env, env.company, [column.name for column in offered])
    book = LeadWorkbook(_is_rtl(env))
    book.add_empty_leads(
        env._("Leads"),
        [
            SheetColumn(
                column.name,
                shown(env, column.label),
                column.width,
                column.number_format,
                _options(env, column, lookups),
            )
            for column in offered
        ],
        env._("This is not in the list. The check takes only what exists in Odoo."),
    )
    book.add_guide(
        env._("Guide"),
        _guide(env),
        (env._("Column"), env._("What to Write")),
        [(shown(env, column.label), shown(env, column.hint)) for column in offered],
    )
    return book.close()


def build_error_workbook(lead_import):
    """The rows with errors as they stand in the file, to correct and upload again."""
    env = lead_import.env
    widths = {column.name: column.width for column in COLUMNS}
    book = LeadWorkbook(_is_rtl(env))
    book.add_faulty_leads(
        env._("Leads"),
        env._("What Is Wrong"),
        [
            SheetColumn(
                field["column"] or "",
                field["header"],
                widths.get(field["column"], 18),
            )
            for field in lead_import.mapping
        ],
        [(row.payload, row.messages, row.message) for row in lead_import.error_row_ids],
    )
    return book.close()


def _is_rtl(env):
    return get_lang(env).direction == "rtl"


def _options(env, column, lookups):
    """For a drop-down list; a cell of tags takes several, which a list cannot."""
    if column.name not in lookups or column.name == "tag_ids":
        return []
    values = None
    if column.name == "state_id":
        values = env.company.country_id.state_ids.ids or None
    elif column.name == "user_id" and not may_assign_others(env):
        values = [env.uid]
    return lookups[column.name].options(values)


def _guide(env):
    company = env.company
    return (
        env._("1. Fill in one lead in each row of the sheet “%s”.", env._("Leads")),
        env._(
            "2. Leave columns empty that you do not need; you may delete, move or add"
            " columns. Do not change the hidden first row."
        ),
        env._(
            "3. Save the workbook, upload it in CRM and press Check. Nothing is"
            " imported before you confirm it."
        ),
        env._(
            "Names must exist in Odoo. Amounts are in %(currency)s.",
            currency=company.currency_id.name,
        ),
        env._(
            "Template %(version)s of %(company)s, %(date)s.",
            version=VERSION,
            company=company.name,
            date=format_date(env, fields.Date.context_today(company)),
        ),
    )
