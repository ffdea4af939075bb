"""``ilike`` in Persian: one condition finds all spellings of a value; see folding.py.

What is searched decides, so that other searches are Odoo's own to the letter. Fields
are no models, which could be inherited: three methods of the class of texts are
extended.

Any text is found; fast in the fields that have a trigram index, and in those that their
model names in ``_persian_search``: an index of the folded text stands beside them.
"""

from types import SimpleNamespace

from odoo.fields import Char, Domain, Field
from odoo.tools import SQL, sql

from . import folding, writing_system

BaseString = Char.__base__
core_condition_to_sql = BaseString.condition_to_sql
core_convert_db_column = BaseString._convert_db_column


def search_of(env, operator, value):
    if not operator.endswith("ilike") or not isinstance(value, str):
        return None
    if not getattr(env.registry, "has_persian_search", False):
        return None  # a database without the functions: of others, or not updated yet
    is_reader = writing_system.of_language(env.lang).digits == "persian"
    return folding.search_for(value, is_reader)


def condition_to_sql(self, field_expr, operator, value, model, alias, query):
    search = search_of(model.env, operator, value)
    args = (model, alias, query)
    if not search:
        return core_condition_to_sql(self, field_expr, operator, value, *args)
    if operator in Domain.NEGATIVE_OPERATORS:
        positive = Domain.NEGATIVE_OPERATORS[operator]
        found = self.condition_to_sql(field_expr, positive, value, *args)
        return SQL("(%s) IS NOT TRUE", found)
    if self.translate and model.env.context.get("prefetch_langs"):
        model = model.with_context(prefetch_langs=False)
    text = model._field_to_sql(alias, field_expr, query)
    unaccent = model.env.registry.unaccent
    pattern = search.pattern if "=" in operator else f"%{search.pattern}%"
    # Persian letters have no capitals, which ILIKE would spend half of its time on.
    is_like = SQL("LIKE" if pattern.upper() == pattern.lower() else "ILIKE")
    right = unaccent(SQL("%s", pattern))
    terms = [SQL("%s LIKE %s", text, search.hint)] if search.hint else []
    for name in search.functions:
        left = folded_sql(name, unaccent(text))
        terms.append(SQL("%s %s %s", left, is_like, right))
    if self.translate and (pattern := indexed_pattern(self, model, search)):
        left = translations_sql(self, model, alias)
        right = unaccent(SQL("%s", pattern))
        terms.append(SQL("%s %s %s", left, is_like, right))
    found = SQL("(%s)", SQL(" AND ").join(terms))
    if search.latin:
        latin = core_condition_to_sql(self, field_expr, operator, search.latin, *args)
        found = SQL("(%s OR %s)", latin, found)
    return found


def folded_sql(name, text):
    return SQL("%s(%s)", SQL.identifier(name), text)


def indexed_pattern(field, model, search):
    """A pattern for the index of all translations, as Odoo has it, if it is of use."""
    if field.index != "trigram" or not model.pool.has_trigram:
        return None
    pattern = sql.pattern_to_translated_trigram_pattern(search.pattern)
    return None if pattern == "%" else pattern


def translations_sql(field, model, alias):
    column = field.to_sql(model.with_context(prefetch_langs=True), alias)
    text = SQL("jsonb_path_query_array(%s, '$.*')::text", column)
    return folded_sql(folding.FOLDED, model.env.registry.unaccent(text))


def filter_function(self, records, field_expr, operator, value):
    """The same in Python, on texts folded before Odoo compares them."""
    core = super(BaseString, self).filter_function
    search = search_of(records.env, operator, value)
    if not search:
        return core(records, field_expr, operator, value)
    getter = self.expression_getter(field_expr)
    unaccent = records.env.registry.unaccent_python

    def is_like(spelled):
        def expression_getter(_field_expr):
            return lambda record: spelled(unaccent(getter(record) or ""))

        field = SimpleNamespace(expression_getter=expression_getter)
        args = records, field_expr, operator, search.pattern
        return Field.filter_function(field, *args)

    tests = [is_like(folding.SPELLINGS[name]) for name in search.functions]
    if not search.latin:
        return lambda record: all(test(record) for test in tests)
    latin = core(records, field_expr, operator, search.latin)
    return lambda record: latin(record) or all(test(record) for test in tests)


def convert_db_column(self, model, column):
    """The index is of the old type; it comes back at the end of the update."""
    sql.drop_index(model.env.cr, index_name(self, model), model._table)
    core_convert_db_column(self, model, column)


def index_name(field, model):
    return sql.make_identifier(f"{model._table}__{field.name}_persian_index")


BaseString.condition_to_sql = condition_to_sql
BaseString.filter_function = filter_function
BaseString._convert_db_column = convert_db_column
