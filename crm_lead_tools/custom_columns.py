"""Columns of fields that this company has added: custom fields of leads, and properties
that the sales teams have defined."""

from dataclasses import dataclass

from odoo.tools.translate import LazyTranslate

from .cells import (
    CellError,
    cell_text,
    parse_date,
    parse_line,
    parse_number,
    parse_text,
    quote,
)
from .columns import Column
from .fa_text import squeeze
from .lookups import choose, choose_many

_lt = LazyTranslate(__name__, default_lang="en_US")

_YES = tuple(map(squeeze, ("yes", "true", "1", "x", "✓", "بله", "بلی", "آری", "دارد")))
_NO = tuple(map(squeeze, ("no", "false", "0", "-", "خیر", "نه", "ندارد")))
_HINTS = {
    "boolean": _lt("Yes or no."),
    "date": _lt("A date: year, month and day like 2026-05-12."),
    "float": _lt("A number."),
    "integer": _lt("A whole number."),
    "many2many": _lt("Names of existing records, separated by commas."),
    "many2one": _lt("The name of an existing record."),
    "monetary": _lt("A number."),
    "selection": _lt("A name from the drop-down list."),
    "tags": _lt("Names of existing tags, separated by commas."),
}
_FORMATS = {"integer": "0", "float": "#,##0.##", "monetary": "#,##0.##"}


@dataclass(frozen=True, eq=False)
class CustomColumn(Column):
    """
    :param kind: the type of the field or property
    :param choices: ((value, names), ...) of a selection
    :param comodel: of a relation
    :param property_name: of a property, by which its value is stored
    :param team_ids: the teams that have the property
    """

    property_name: str = ""
    comodel: str = ""
    team_ids: tuple = ()


def custom_columns(env):
    return [*_custom_fields(env), *_properties(env)]


def _custom_fields(env):
    leads = env["crm.lead"]
    # sudo: which fields of leads are custom
    names = (
        env["ir.model.fields"]
        .sudo()
        .search_fetch(
            [
                ("model", "=", "crm.lead"),
                ("state", "=", "manual"),
                ("store", "=", True),
            ],
            ["name"],
            order="id",
        )
    )
    for name in names.mapped("name"):
        field = leads._fields[name]
        parse = _parser(name, field.type, field.comodel_name)
        if parse and not field.compute and leads._has_field_access(field, "write"):
            yield CustomColumn(
                name,
                field._description_string(env),
                hint=_HINTS.get(field.type, _lt("Text.")),
                parse=parse,
                kind=field.type,
                comodel=field.comodel_name or "",
                choices=_choices(env, field),
                number_format=_FORMATS.get(field.type, "@"),
            )


def _choices(env, field):
    if field.type != "selection":
        return ()
    langs = [code for code, _name in env["res.lang"].get_installed()]
    labels = [dict(field._description_selection(env))]
    labels += [
        dict(field._description_selection(env(context={"lang": lang})))
        for lang in langs
    ]
    return tuple(
        (value, tuple(dict.fromkeys([*(names[value] for names in labels), value])))
        for value in labels[0]
    )


def _properties(env):
    found = {}
    for team in env["crm.team"].search([], order="sequence, id"):
        for definition in team.lead_properties_definition:
            found.setdefault(definition["name"], []).append((team, definition))
    for name, owners in found.items():
        teams = env["crm.team"].union(*(team for team, _definition in owners))
        definition = owners[0][1]
        column = f"property.{name}"
        parse = _parser(column, definition["type"], definition.get("comodel"))
        if parse:
            yield CustomColumn(
                column,
                f"{definition['string']} ({', '.join(teams.mapped('name'))})",
                hint=_HINTS.get(definition["type"], _lt("Text.")),
                parse=parse,
                field="lead_properties",
                kind=definition["type"],
                comodel=definition.get("comodel") or "",
                choices=tuple(
                    (choice[0], (choice[1],))
                    for choice in definition.get("selection")
                    or definition.get("tags")
                    or ()
                ),
                number_format=_FORMATS.get(definition["type"], "@"),
                property_name=name,
                team_ids=tuple(teams.ids),
            )


def _parser(column, kind, comodel):
    """None for what a cell cannot hold."""
    if kind in ("many2one", "many2many"):
        return _choose_record(comodel, kind == "many2many") if comodel else None
    return {
        "char": parse_line,
        "text": parse_text,
        "integer": _parse_integer,
        "float": _parse_float,
        "monetary": _parse_float,
        "boolean": _parse_boolean,
        "date": parse_date,
        "selection": choose(column),
        "tags": choose_many(column),
    }.get(kind)


def _parse_float(cell, _checker=None):
    return float(parse_number(cell))


def _parse_integer(cell, _checker=None):
    number = parse_number(cell)
    if number != int(number) or abs(number) >= 2**31:
        raise CellError(_lt("“%(value)s” is not a whole number.", value=quote(cell)))
    return int(number)


def _parse_boolean(cell, _checker=None):
    """
    >>> _parse_boolean("بله"), _parse_boolean("No"), _parse_boolean(True)
    (True, False, True)
    """
    key = squeeze(cell_text(cell)) or cell_text(cell)
    if key in _YES or cell is True:
        return True
    if key in _NO or cell is False:
        return False
    raise CellError(_lt("“%(value)s” is neither yes nor no.", value=quote(cell)))


def _choose_record(model, are_many):
    """Names are asked one by one: a model may have any number of records."""

    def find(text, checker):
        key = model, text
        if key not in checker.records_by_name:
            found = checker.env[model].name_search(text, operator="=", limit=2)
            checker.records_by_name[key] = [record_id for record_id, _name in found]
        ids = checker.records_by_name[key]
        if len(ids) != 1:
            raise CellError(
                _lt("“%(value)s” is the name of several records.", value=quote(text))
                if ids
                else _lt("“%(value)s” does not exist.", value=quote(text))
            )
        return ids[0]

    def parse(cell, checker):
        text = cell_text(cell)
        if not are_many:
            return find(text, checker)
        parts = (part.strip() for part in text.replace("،", ",").split(","))
        return [find(part, checker) for part in parts if part]

    return parse
