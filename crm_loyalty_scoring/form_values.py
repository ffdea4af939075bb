"""What a form can be filled with, and which kinds of fields take it: plain tables.

A token stands for a value of a case (the moment at which a contact reached or left a
level); `value_of` turns it into what a field of some type accepts.
"""

NUMBERS = ("integer", "float", "monetary")
TEXTS = ("char", "text")

TOKENS = [
    ("total_points", "Total Points"),
    ("base_points", "Points Base"),
    ("threshold", "Points of the Level"),
    ("level", "Level"),
    ("partner", "Contact"),
    ("program", "Program"),
    ("date", "Date"),
    ("owner", "Owner"),
    ("kind", "Reached or Left"),
    ("constant", "Constant"),
]
# {token: {field type: accepted comodels, or True for any field of that type}}
_TEXT = dict.fromkeys(TEXTS, True)
_NUMBER = dict.fromkeys(NUMBERS, True)
ACCEPTED = {
    "total_points": {**_NUMBER, **_TEXT},
    "threshold": {**_NUMBER, **_TEXT},
    # a number: the points of the level; anything else: whose points they are
    "base_points": {
        **_NUMBER,
        **_TEXT,
        "many2one": ("crm.loyalty.program", "crm.loyalty.profile.type"),
    },
    "level": {**_TEXT, "many2one": ("crm.loyalty.tier",)},
    "partner": {**_TEXT, "many2one": ("res.partner",)},
    "program": {
        **_TEXT,
        "many2one": ("crm.loyalty.program", "crm.loyalty.profile.type"),
    },
    "date": {**_TEXT, "date": True, "datetime": True},
    "owner": {**_TEXT, "many2one": ("res.users",)},
    "kind": dict(_TEXT),
    "constant": {
        **_NUMBER,
        **_TEXT,
        "html": True,
        "boolean": True,
        "date": True,
        "selection": True,
        "many2one": True,
    },
}


def is_accepted(token, field) -> bool:
    accepted = ACCEPTED[token].get(field.type)
    return accepted is True or bool(accepted and field.comodel_name in accepted)


def value_of(token, field, case, constant=None):
    """The value of a token for a field that accepts it."""
    if token == "constant":
        return _parse(field, constant)
    if token in ("total_points", "threshold"):
        number = case.total_points if token == "total_points" else case.base_points
        return _cast(field, number)
    if token == "base_points" and field.type in NUMBERS:
        return _cast(field, case.base_points)
    if token == "date":
        moment = case.create_date
        return moment if field.type == "datetime" else _cast(field, moment.date())
    if token == "kind":
        return case._get_title()
    return _record_value(token, field, case)


def _record_value(token, field, case):
    record = {
        "base_points": case.program_id,
        "program": case.program_id,
        "level": case.tier_id,
        "partner": case.partner_id,
        "owner": case.user_id,
    }[token]
    if field.comodel_name == "crm.loyalty.profile.type":
        record = record.profile_type_id
    return record.id if field.type == "many2one" else record.display_name or ""


def _cast(field, value):
    if field.type in TEXTS:
        return f"{value:g}" if isinstance(value, float) else str(value)
    return int(value) if field.type == "integer" else value


def _parse(field, text):
    """A constant that a person typed; a ValueError when it does not fit."""
    if field.type in ("integer", "many2one"):
        return int(text)
    if field.type in NUMBERS:
        return float(text)
    if field.type == "boolean":
        return text.strip().lower() in ("1", "true", "yes")
    return text
