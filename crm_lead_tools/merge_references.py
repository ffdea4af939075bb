"""Where the database refers to a record: by foreign key, model and id, or reference.

Found in the catalogue of PostgreSQL and in the registry, so that columns of other
addons and custom fields are among them.
"""

from typing import NamedTuple

from odoo.tools import SQL

# Lines of wizards live an hour: to keep them would only stand in the way of an undo.
# What we remember of merged records stays with them.
OWN_TABLES = ("crm_merge_log", "crm_dedupe_exclusion", "crm_dedupe_group_line")


class Reference(NamedTuple):
    table: str
    column: str
    # How the column refers: "id", "model" (by `model_column` beside it), "reference".
    kind: str = "id"
    model_column: str = ""
    has_id: bool = True
    is_unique: bool = False

    def condition(self, model, ids):
        column = SQL.identifier(self.column)
        if self.kind == "reference":
            return SQL("%s = ANY(%s)", column, [f"{model},{i}" for i in ids])
        if self.kind == "model":
            return SQL(
                "%s = ANY(%s) AND %s = %s",
                *(column, list(ids), SQL.identifier(self.model_column), model),
            )
        return SQL("%s = ANY(%s)", column, list(ids))

    def value(self, model, record_id):
        return f"{model},{record_id}" if self.kind == "reference" else record_id


def find(env, model):
    """All references to the records of a model, as a tuple."""
    table = env[model]._table
    left_out = {*OWN_TABLES, *_transient_tables(env)}
    found = [
        reference
        for reference in (*_foreign_keys(env, table), *_by_model(env, model))
        if reference.table not in left_out
    ]
    return tuple(dict.fromkeys(found))


def _transient_tables(env):
    for model in env.registry.models.values():
        if model._transient:
            yield model._table
            for field in model._fields.values():
                if field.type == "many2many" and field.store:
                    yield field.relation


def _foreign_keys(env, table):
    rows = env.execute_query(
        SQL(
            """
            SELECT referring.relname, attribute.attname,
                   EXISTS (SELECT FROM pg_attribute
                            WHERE attrelid = referring.oid AND attname = 'id'
                              AND NOT attisdropped),
                   EXISTS (SELECT FROM pg_index
                            WHERE indrelid = referring.oid AND indisunique
                              AND attribute.attnum = ANY(indkey))
              FROM pg_constraint con
              JOIN pg_class referring ON referring.oid = con.conrelid
              JOIN pg_class referred ON referred.oid = con.confrelid
              JOIN pg_attribute attribute
                ON attribute.attrelid = con.conrelid
               AND attribute.attnum = con.conkey[1]
             WHERE con.contype = 'f' AND referred.relname = %s
               AND referred.relnamespace = current_schema::regnamespace
          ORDER BY 1, 2
            """,
            table,
        )
    )
    for name, column, has_id, is_unique in rows:
        yield Reference(name, column, has_id=has_id, is_unique=is_unique)


def _by_model(env, model):
    for other in env.registry.models.values():
        if other._abstract or not other._auto:
            continue
        for name, field in other._fields.items():
            if not field.store or not field.column_type:
                continue
            if field.type == "reference":
                yield Reference(other._table, name, "reference")
            elif field.type == "many2one_reference":
                beside = other._fields.get(field.model_field)
                if (
                    beside is not None
                    and beside.store
                    and beside.type in (*("char", "selection"),)
                ):
                    is_unique = other._table == "mail_followers"
                    yield Reference(
                        other._table, name, "model", field.model_field, True, is_unique
                    )
