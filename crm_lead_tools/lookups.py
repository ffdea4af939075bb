"""The records that a cell may name, found by whatever people call them."""

import re
from collections import defaultdict
from difflib import get_close_matches

from odoo.tools.translate import LazyTranslate

from .cells import CellError, cell_text, quote
from .fa_text import squeeze
from .provinces import province_names

_lt = LazyTranslate(__name__, default_lang="en_US")

_COMMAS = re.compile(r"[,،;؛\n]")

# Column: model and the fields that name a record, the one to show first.
_MODELS = {
    "country_id": ("res.country", ("name", "code")),
    "state_id": ("res.country.state", ("name", "code")),
    "user_id": ("res.users", ("name", "login", "email")),
    "team_id": ("crm.team", ("name",)),
    "stage_id": ("crm.stage", ("name",)),
    "tag_ids": ("crm.tag", ("name",)),
    "source_id": ("utm.source", ("name",)),
    "medium_id": ("utm.medium", ("name",)),
    "campaign_id": ("utm.campaign", ("title", "name")),
}
_SELECTIONS = ("type", "priority")
# Column: model and field of a name, of what an import may create on request.
CREATABLE = {
    "tag_ids": ("crm.tag", "name"),
    "source_id": ("utm.source", "name"),
    "medium_id": ("utm.medium", "name"),
    "campaign_id": ("utm.campaign", "title"),
}


def choose(column):
    """A parser: the cell names one record."""
    return lambda cell, checker: checker.find(column, cell)


def choose_any(column):
    """A parser: the cell names a record, which one is settled by the whole row."""
    return lambda cell, checker: checker.lookups[column].find_all(cell)


def choose_many(column):
    """A parser: the cell names records, parted by commas."""

    def parse(cell, checker):
        parts = filter(None, map(str.strip, _COMMAS.split(cell_text(cell))))
        return [checker.find(column, part) for part in parts]

    return parse


class Lookup:
    """Names to values. Cost: built in one query per language, asked without any.

    A name that several records bear is refused, never settled by their order.
    """

    def __init__(self):
        self._names_by_value = {}
        self._values_by_key = defaultdict(set)
        self._labels = {}

    def add(self, value, names):
        self._names_by_value[value] = names
        for key in filter(None, map(squeeze, names)):
            self._values_by_key[key].add(value)

    def knows(self, cell):
        return squeeze(cell_text(cell)) in self._values_by_key

    def find(self, cell):
        values = self.find_all(cell)
        if len(values) > 1:
            raise CellError(
                _lt(
                    "“%(value)s” is the name of several records. Write what tells them"
                    " apart, such as the login of a salesperson or the code of a"
                    " province.",
                    value=quote(cell),
                )
            )
        return next(iter(values))

    def find_all(self, cell):
        key = squeeze(cell_text(cell))
        if key in self._values_by_key:
            return self._values_by_key[key]
        close = get_close_matches(key, self._values_by_key, n=1, cutoff=0.75)
        if close:
            [value, *_others] = self._values_by_key[close[0]]
            raise CellError(
                _lt(
                    "“%(value)s” does not exist. Did you mean “%(suggestion)s”?",
                    value=quote(cell),
                    suggestion=self._names_by_value[value][0],
                )
            )
        raise CellError(
            _lt(
                "“%(value)s” does not exist. Choose from the list in the template.",
                value=quote(cell),
            )
        )

    def options(self, values=None):
        """For a drop-down: each value under its label."""
        chosen = self._names_by_value if values is None else values
        return list(dict.fromkeys(map(self.label, chosen)))

    def label(self, value):
        """The first of the names of a value that is its own; None if it is unknown."""
        if value not in self._labels:
            names = self._names_by_value.get(value, [None])
            own = (name for name in names if name and self._is_unique(name))
            self._labels[value] = next(own, names[0])
        return self._labels[value]

    def _is_unique(self, name):
        return len(self._values_by_key.get(squeeze(name), ())) == 1


def build_lookups(env, company, columns):
    """By name of column, what `env.user` may use in a lead of `company`."""
    langs = [env.lang or "en_US"]
    langs += [code for code, _name in env["res.lang"].get_installed()]
    langs = list(dict.fromkeys(langs))
    lookups = {}
    for column in columns:
        name = column.name
        if name in _MODELS:
            lookups[name] = _records(env, company, name, langs)
        elif name in _SELECTIONS:
            lookups[name] = _selection(env, name, langs)
        elif column.choices:
            lookups[name] = Lookup()
            for value, names in column.choices:
                lookups[name].add(value, list(names))
    return lookups


def _records(env, company, column, langs):
    model, names = _MODELS[column]
    records = env[model].search_fetch(_domain(column, company), names)
    translations = [records.with_context(lang=lang) for lang in langs]
    lookup = Lookup()
    for variants in zip(*translations, strict=True):
        known = [variant[name] for name in names for variant in variants]
        if column == "state_id":
            known += province_names(variants[0])
        lookup.add(variants[0].id, list(dict.fromkeys(filter(None, known))))
    return lookup


def _domain(column, company):
    if column == "user_id":
        return [("share", "=", False), ("company_ids", "in", company.ids)]
    if column == "team_id":
        return [("company_id", "in", (False, company.id))]
    return []


def _selection(env, column, langs):
    field = env["crm.lead"]._fields[column]
    lookup = Lookup()
    labels = [
        dict(field._description_selection(env(context={"lang": lang})))
        for lang in langs
    ]
    for value in labels[0]:
        names = [label[value] for label in labels]
        lookup.add(value, list(dict.fromkeys([*names, value])))
    return lookup


def may_assign_others(env):
    """The record rules of crm.lead let the others create leads for themselves alone."""
    return env.user.has_group("sales_team.group_sale_salesman_all_leads")


def dropdown_options(env, column, lookups):
    """For a drop-down list; a cell of tags takes several, which a list cannot."""
    if column.name not in lookups or column.name == "tag_ids" or column.kind == "tags":
        return []
    values = None
    if column.name == "state_id":
        values = env.company.country_id.state_ids.ids or None
    elif column.name == "user_id" and not may_assign_others(env):
        values = [env.uid]
    return lookups[column.name].options(values)
