"""The rules of smart groups: text of a domain, as the domain editor writes it.

No code is evaluated: a rule is a literal. Dates that move along are strings that Odoo
understands itself, such as "today -30d"; `uid` stands for the owner of the group.
"""

import ast

from odoo.fields import Domain


class RuleError(ValueError):
    """Why a rule cannot be used."""


def parse(text, uid):
    """The domain that a rule means for the user `uid`."""
    try:
        tree = ast.parse((text or "").strip(), mode="eval")
        value = ast.literal_eval(_Constants(uid).visit(tree))
        domain = Domain(value)
    except (ValueError, SyntaxError, TypeError, RecursionError) as error:
        raise RuleError(str(error)) from error
    if not isinstance(value, list) or domain.is_true():
        # "Everybody" is said with a setting of its own, never by an empty rule.
        raise RuleError("empty")
    return domain


class _Constants(ast.NodeTransformer):
    def __init__(self, uid):
        self.values = {"uid": uid, "true": True, "false": False}

    def visit_Name(self, node):
        if node.id not in self.values:
            raise ValueError(f"name {node.id!r}")
        return ast.copy_location(ast.Constant(self.values[node.id]), node)


def conditions(domain):
    """All conditions of a domain, at any depth of it."""
    return list(domain.iter_conditions())


def parts(domain):
    """The domains that must all hold: one by one they say why somebody is not in."""
    children = getattr(domain, "children", ())
    return list(children) if getattr(domain, "OPERATOR", None) == "&" else [domain]


def describe(domain, records):
    """A part of a rule in words: field, comparison, value."""
    names = {"&": records.env._(" and "), "|": records.env._(" or ")}
    children = getattr(domain, "children", None)
    if children:
        words = (describe(child, records) for child in children)
        return names[domain.OPERATOR].join(words)
    if hasattr(domain, "child"):
        return records.env._("not (%s)", describe(domain.child, records))
    label, field = _label(domain.field_expr, records)
    return f"{label} {_operator(domain, records.env)} {_value(domain, field, records)}"


def _label(path, records):
    labels, field = [], None
    for name in path.split("."):
        field = records._fields.get(name)
        if field is None:
            labels.append(name)
            break
        labels.append(field.get_description(records.env, ["string"])["string"])
        if field.comodel_name:
            records = records.env[field.comodel_name]
    return " › ".join(labels), field


def _operator(condition, env):
    words = {
        "in": env._("is"),
        "not in": env._("is not"),
        "ilike": env._("contains"),
        "not ilike": env._("does not contain"),
        "child_of": env._("is below"),
    }
    operator = {"=": "in", "!=": "not in"}.get(condition.operator, condition.operator)
    return words.get(operator, operator)


def _value(condition, field, records):
    value = condition.value
    values = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
    env = records.env
    ids = [item for item in values if type(item) is int]
    if ids and field is not None and field.comodel_name:
        found = env[field.comodel_name].browse(ids).exists()._filtered_access("read")
        names = {record.id: record.display_name for record in found}
        values = [names.get(item, item) for item in values]
    words = {True: env._("yes"), False: env._("not set")}
    return ", ".join(
        str(words.get(item, item) if isinstance(item, bool) else item)
        for item in values
    )
