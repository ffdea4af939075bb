"""The columns of an import workbook: the one table that the template, the recognition
of headers, the checks and the guide sheet are made from."""

from collections.abc import Callable
from dataclasses import dataclass

from odoo.tools.translate import LazyGettext, LazyTranslate

from .cells import (
    parse_amount,
    parse_code,
    parse_date,
    parse_emails,
    parse_line,
    parse_percentage,
    parse_text,
)
from .fa_text import squeeze
from .lazy_text import shown
from .lookups import choose, choose_any, choose_many
from .phones import parse_phones

_lt = LazyTranslate(__name__, default_lang="en_US")

_NAME_IN_LIST = _lt("A name from the drop-down list.")
_TEXT = _lt("Text.")


@dataclass(frozen=True, eq=False)
class Column:
    """One column.

    :param name: what the technical row of the template calls it; a field of crm.lead,
        but for those that `RowChecker` turns into one
    :param headers: what else people write above such a column, parted by “،”, in any
        spelling that `fa_text.squeeze` makes equal; the Persian label is among them, so
        that it is known where Persian is not installed
    :param hint: what may stand in a cell, for the guide sheet
    :param parse: from a cell and the RowChecker to the value, or CellError
    :param field: of crm.lead, if it has another name
    :param further_fields: that hold what stands after the first comma or slash
    :param joiner: several columns of a file may feed this one, joined by this
    :param is_offered: it stands in the template
    :param kind, choices: of a custom column, see custom_columns.py
    :param number_format: of the cells in the template; text, unless it is a number, so
        that the spreadsheet changes nothing of what is typed
    """

    name: str
    label: LazyGettext | str
    headers: str = ""
    hint: LazyGettext = _TEXT
    parse: Callable = parse_line
    field: str = ""
    further_fields: tuple = ()
    joiner: str = ""
    is_offered: bool = True
    width: int = 18
    number_format: str = "@"
    kind: str = ""
    choices: tuple = ()

    @property
    def field_name(self):
        return self.field or self.name

    @property
    def accepted_headers(self):
        return (self.name, *self.headers.split("،"))


COLUMNS = (
    Column(
        "name",
        _lt("Lead Title"),
        "عنوان سرنخ، عنوان، موضوع، فرصت، نام سرنخ، lead، opportunity",
        _lt(
            "What the lead is about. If it is empty, the company or the contact gives"
            " the title; one of the three is needed."
        ),
        width=28,
    ),
    Column(
        "partner_name",
        _lt("Company Name"),
        "نام شرکت، شرکت، سازمان، company",
        width=24,
    ),
    Column(
        "contact_name",
        _lt("Contact Name"),
        "نام مخاطب، نام و نام خانوادگی، مخاطب، شخص، contact، full name",
        width=22,
    ),
    Column("first_name", _lt("First Name"), "نام", is_offered=False),
    Column(
        "last_name",
        _lt("Last Name"),
        "نام خانوادگی، فامیل، family name، surname",
        is_offered=False,
    ),
    Column(
        "phone",
        _lt("Mobile / Phone"),
        "موبایل / تلفن، موبایل، همراه، تلفن همراه، شماره موبایل، تلفن، تلفن ثابت،"
        " شماره تماس، شماره تلفن، phone، mobile، telephone، phone number،"
        " mobile number",
        _lt(
            "One number or several, separated by slashes or commas. The first becomes"
            " the phone of the lead, the others its other phones."
        ),
        parse_phones,
        joiner=" / ",
        further_fields=("other_phones",),
    ),
    Column(
        "email_from",
        _lt("E-mail"),
        "ایمیل، پست الکترونیک، پست الکترونیکی، رایانامه، email، e-mail",
        _lt("One e-mail address or several, separated by commas."),
        parse_emails,
        further_fields=("other_emails",),
        width=24,
    ),
    Column("function", _lt("Job Position"), "سمت، سمت شغلی، شغل، job، job title"),
    Column(
        "country_id",
        _lt("Country"),
        "کشور",
        _lt("A name from the drop-down list, or the code of the country."),
        choose("country_id"),
    ),
    Column(
        "state_id",
        _lt("Province"),
        "استان، state",
        _lt("A name from the drop-down list, or the code of the province."),
        choose_any("state_id"),
    ),
    Column("city", _lt("City"), "شهر"),
    Column("street", _lt("Street"), "نشانی، آدرس، address", width=30),
    Column("zip", _lt("Postal Code"), "کد پستی، کدپستی، zip code", _TEXT, parse_code),
    Column("website", _lt("Website"), "وب‌سایت، سایت، تارنما، url، web site"),
    Column(
        "expected_revenue",
        _lt("Expected Revenue"),
        "درآمد مورد انتظار، مبلغ، ارزش، مبلغ برآوردی، revenue، amount",
        _lt(
            "A number in the company's currency. If that is the Rial, the unit may be"
            " written too: 120 میلیون تومان."
        ),
        parse_amount,
        number_format="#,##0",
    ),
    Column(
        "probability",
        _lt("Probability"),
        "احتمال، احتمال موفقیت، درصد احتمال",
        _lt("A number from 0 to 100. Empty: computed by Odoo."),
        parse_percentage,
        width=12,
        number_format="0",
    ),
    Column(
        "date_deadline",
        _lt("Expected Closing"),
        "تاریخ بسته شدن، تاریخ بستن، موعد، expected closing date، deadline",
        _lt("A Gregorian date: year, month and day like 2026-05-12."),
        parse_date,
    ),
    Column(
        "priority",
        _lt("Priority"),
        "اولویت",
        _lt("A name from the drop-down list, or a number of stars from 0 to 3."),
        choose("priority"),
        width=12,
    ),
    Column(
        "user_id",
        _lt("Salesperson"),
        "فروشنده، کارشناس، کارشناس فروش، مسئول",
        _lt("A name from the drop-down list, the login or the e-mail address."),
        choose("user_id"),
    ),
    Column(
        "team_id",
        _lt("Sales Team"),
        "تیم فروش، تیم، گروه فروش، team",
        _NAME_IN_LIST,
        choose("team_id"),
    ),
    Column("stage_id", _lt("Stage"), "مرحله", _NAME_IN_LIST, choose("stage_id")),
    Column("type", _lt("Type"), "نوع", _NAME_IN_LIST, choose("type"), width=12),
    Column(
        "tag_ids",
        _lt("Tags"),
        "برچسب، برچسب‌ها، tag",
        _lt("Names of existing tags, separated by commas."),
        choose_many("tag_ids"),
    ),
    Column("source_id", _lt("Source"), "منبع", _NAME_IN_LIST, choose("source_id")),
    Column("medium_id", _lt("Medium"), "رسانه", _NAME_IN_LIST, choose("medium_id")),
    Column(
        "campaign_id",
        _lt("Campaign"),
        "کمپین، پویش",
        _NAME_IN_LIST,
        choose("campaign_id"),
    ),
    Column("referred", _lt("Referred By"), "معرف"),
    Column(
        "description",
        _lt("Notes"),
        "یادداشت، یادداشت‌ها، توضیحات، شرح، note، comments",
        _lt("Text of any length, with line breaks."),
        parse_text,
        joiner="\n",
        width=36,
    ),
    Column(
        "external_id",
        _lt("External ID"),
        "شناسه، شناسه خارجی، کد، id",
        _lt("The number of the lead in your own list; no two leads may share one."),
        parse_code,
        field="import_external_id",
    ),
)


def index_headers(env, columns):
    """The column by everything that may stand above it, squeezed: first our own words,
    then the names that Odoo has for its fields."""
    langs = [code for code, _name in env["res.lang"].get_installed()]
    envs = [env(context={**env.context, "lang": lang}) for lang in langs]
    fields = env["crm.lead"]._fields
    index = {}
    for column in columns:
        labels = [shown(variant, column.label) for variant in envs]
        for header in filter(squeeze, (*column.accepted_headers, *labels)):
            index.setdefault(squeeze(header), column)
    for column in columns:
        field = fields.get(column.field_name)
        if field and field.type != "properties":
            for variant in envs:
                header = squeeze(field._description_string(variant) or "")
                index.setdefault(header, column)
    index.pop("", None)
    return index
