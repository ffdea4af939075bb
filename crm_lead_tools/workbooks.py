"""The template and the error workbook, in the language and with the names of a user."""

from odoo import fields
from odoo.tools.misc import format_date

from .lazy_text import is_rtl, shown
from .lead_sheet import DECISION, INFO, REASON, RECORD, VERSION
from .lookups import build_lookups, dropdown_options
from .workbook_writer import REASON_WIDTH, LeadWorkbook, SheetColumn

_FAULTY = ("error",)
_TO_DECIDE = ("duplicate", "conflict", "skipped")
_SOUND = ("ready", "update")


def build_template(env, for_odoo=False):
    """
    :param for_odoo: with the names that Odoo has for its fields above the columns, and
        without a technical row: for Odoo's import, and for ours
    """
    columns = env["crm.lead.import"]._get_columns()
    offered = [column for column in columns if column.is_offered]
    if for_odoo:
        # Those that Odoo's import cannot write.
        fields_of_ours = ("lead_properties", "import_external_id")
        offered = [c for c in offered if c.field_name not in fields_of_ours]
    lookups = build_lookups(env, env.company, offered)
    fields_of_leads = env["crm.lead"]._fields
    book = LeadWorkbook(is_rtl(env))
    book.add_empty_leads(
        env._("Leads"),
        [
            SheetColumn(
                "" if for_odoo else column.name,
                fields_of_leads[column.field_name]._description_string(env)
                if for_odoo
                else shown(env, column.label),
                column.width,
                column.number_format,
                dropdown_options(env, column, lookups),
            )
            for column in offered
        ],
        env._("This is not in the list. The check takes only what exists in Odoo."),
        is_technical=not for_odoo,
    )
    book.add_guide(
        env._("Guide"),
        _guide(env),
        (env._("Column"), env._("What to Write")),
        [(shown(env, column.label), shown(env, column.hint)) for column in offered],
    )
    return book.close()


def build_result_workbook(lead_import):
    """What the check found, to correct, to decide on and to upload again: the rows with
    errors, the duplicates and conflicts, and those that are ready, in sheets of their
    own, as they stand in the file."""
    env = lead_import.env
    rows = lead_import.row_ids
    reason = SheetColumn(REASON, env._("What Is Wrong"), width=REASON_WIDTH)
    what = SheetColumn(INFO, env._("What Changes"), width=REASON_WIDTH)
    found = SheetColumn(INFO, env._("Matches"), width=36)
    labels = dict(rows._fields["decision"]._description_selection(env))
    decision = SheetColumn(
        DECISION, env._("Decision"), width=30, options=list(labels.values())
    )
    book = LeadWorkbook(is_rtl(env))
    for title, states, ahead, describe in (
        (env._("Errors"), _FAULTY, [reason], lambda row: [row.message or ""]),
        (
            env._("Duplicates"),
            _TO_DECIDE,
            [decision, found, reason, what],
            lambda row: [
                labels.get(row.decision, ""),
                row.match_text or "",
                row.message or "",
                row.change_text or "",
            ],
        ),
        (
            env._("Ready"),
            _SOUND,
            [what],
            lambda row: [row.change_text or ""],
        ),
    ):
        shown_rows = rows.filtered(lambda row, states=states: row.state in states)
        if shown_rows:
            book.add_leads(title, *_result_sheet(shown_rows, ahead, describe))
    return book.close()


def _result_sheet(rows, ahead, describe):
    lead_import = rows.import_id
    columns = lead_import._get_columns()
    widths = {column.name: column.width for column in columns}
    if lead_import.stamp:
        head = f"{RECORD}={lead_import.stamp}"
        ahead = [SheetColumn(head, "", is_hidden=True), *ahead]
    return (
        ahead,
        [
            SheetColumn(
                field["column"] or "", field["header"], widths.get(field["column"], 18)
            )
            for field in lead_import.mapping
        ],
        [
            (
                [*([row.record or ""] if lead_import.stamp else []), *describe(row)],
                row.payload,
                row.messages or {},
            )
            for row in rows
        ],
    )


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
