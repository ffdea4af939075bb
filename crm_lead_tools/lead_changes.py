"""Rows that change leads which are there already: what differs, and what to write."""

from odoo.fields import Command
from odoo.tools import plaintext2html
from odoo.tools.translate import LazyTranslate

from .lazy_text import shown
from .row_stamp import checksum

_lt = LazyTranslate(__name__, default_lang="en_US")

_NEVER_EMPTY = ("name", "stage_id", "type")
_EMPTY = {"expected_revenue": 0.0, "priority": "0"}
# Odoo computes it anew each night: that is no change that somebody made.
_COMPUTED = ("probability",)
_BLANK = ("", 0)


def changed_in_file(file_cells, lead_cells, sums):
    """
    :param file_cells: by Column, blank ones too
    :param lead_cells: of the lead as it is now, by name
    :param sums: of the lead as it was exported, by name
    :return: the cells that the workbook changes, by Column
    """
    return {
        column: cell
        for column, cell in file_cells.items()
        if column.name in sums
        and column.name in lead_cells
        and checksum(cell) not in (sums[column.name], checksum(lead_cells[column.name]))
    }


def changed_in_odoo(lead_cells, sums, changed):
    """The names of the columns that somebody changed in Odoo since the export."""
    return [
        name
        for name, total in sums.items()
        if name in lead_cells
        and checksum(lead_cells[name]) != total
        and (name not in _COMPUTED or name in {column.name for column in changed})
    ]


def differing(file_cells, lead_cells, only_blanks):
    """What a row says otherwise than the lead, or where the lead says nothing."""
    return {
        column: cell
        for column, cell in file_cells.items()
        if cell != ""
        and column.name in lead_cells
        and checksum(cell) != checksum(lead_cells[column.name])
        and (not only_blanks or lead_cells[column.name] in _BLANK)
    }


def values_to_write(checker, changed, lead):
    """
    :param changed: cells by Column
    :return: values for `lead.write`, and messages by name of column
    """
    blank = [column.name for column, cell in changed.items() if cell == ""]
    vals, errors = checker.parse({c: cell for c, cell in changed.items() if cell != ""})
    for name in blank:
        if name in _NEVER_EMPTY:
            errors[name] = shown(checker.env, _lt("This cell must not be empty."))
    # What other cells say of the lead decides, too, where the row is silent.
    known = {"country_id": lead.country_id.id, "team_id": lead.team_id.id}
    context = {name: value for name, value in known.items() if name not in vals}
    vals.update(context)
    rules = [name for name in checker.rules if name in vals and name != "name"]
    checker.settle(
        [name for name in rules if name not in ("team_id", "description")], vals, errors
    )
    for name, value in context.items():
        if vals.get(name) == value:
            vals.pop(name, None)
    for name in blank:
        _clear(vals, name, lead, next(c for c in changed if c.name == name))
    if "description" in vals:
        text = vals["description"]
        vals["description"] = plaintext2html(text) if text else False
    if "lead_properties" in vals:
        current = current_value(lead, "lead_properties")
        vals["lead_properties"] = {**current, **vals["lead_properties"]}
    if not errors:
        vals = {k: v for k, v in vals.items() if v != current_value(lead, k)}
    return vals, errors


def current_value(lead, name):
    """What a field would have to be written to be as it is."""
    value = lead[name]
    field = lead._fields[name]
    if field.type == "many2one":
        return value.id
    if field.type == "properties":
        [values] = lead.read([name], load=None)
        return {d["name"]: d.get("value", False) for d in values[name] or ()}
    if field.type == "many2many":
        return [Command.set(value.ids)]
    return value or (0.0 if field.type in ("float", "monetary") else False)


def _clear(vals, name, lead, column):
    if name in _NEVER_EMPTY:
        return
    if column.field_name == "lead_properties":
        vals["lead_properties"] = {
            **vals.get("lead_properties", {}),
            column.property_name: False,
        }
    elif lead._fields[column.field_name].type == "many2many":
        vals[name] = [Command.set([])]
    elif name == "probability":
        vals[name] = lead.automated_probability
    else:
        vals[column.field_name] = _EMPTY.get(name, False)
        for further in column.further_fields:
            vals[further] = False
