"""What a merge does to the database, row by row, so that it can be taken back exactly.

A journal reads an image of all rows that refer to the merged records, before and after.
Their difference is stored; an undo puts the rows back as they were, unless one of them
has changed since.
"""

import json
from decimal import Decimal
from functools import partial

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

# What the ORM stamps on every row that is touched is no change of it.
STAMPS = ("write_date", "write_uid")
# Rows that belong to a row that refers, and vanish with it.
CHILDREN = {"mail.followers": "subtype_ids"}
# Numbers as PostgreSQL writes them, to the last digit.
load = partial(json.loads, parse_float=Decimal)


class Journal:
    """The images of all rows that refer to `records`, from now until `close`."""

    def __init__(self, records, references):
        self.env = records.env
        self.model = records._name
        self.table = records._table
        self.ids = records.ids
        self.references = references
        self.before = self._images()

    def describe(self, survivor, merged_names):
        """What people read of the merge; asked for while the records are at hand."""
        self.survivor_id = survivor.id
        self.name = survivor.display_name or str(survivor.id)
        self.company_id = survivor.company_id.id or None
        self.merged_names = merged_names

    def close(self):
        """[(table, id or None, before or None, after or None)] of what has changed."""
        after = self._images()
        missing = {}
        for table, key in self.before.keys() - after.keys():
            if isinstance(key, int):
                missing.setdefault(table, []).append(key)
        if missing:
            # They no longer refer to any of the records, or are no more.
            after |= self._read(
                SQL(
                    "SELECT %s, to_jsonb(r)::text FROM %s r WHERE id = ANY(%s)",
                    *(table, SQL.identifier(table), row_ids),
                )
                for table, row_ids in missing.items()
            )
        return [
            (table, key if isinstance(key, int) else None, old, new)
            for table, key in sorted(self.before.keys() | after.keys(), key=str)
            if (old := self.before.get((table, key)))
            != (new := after.get((table, key)))
        ]

    def lost(self, changes):
        """Tables of rows that gave way to one of the survivor, and whose own rows may
        have gone with them: what those were, nobody knows."""
        known = {self.table, *(self.env[model]._table for model in CHILDREN)}
        gone = {table for table, row_id, _old, new in changes if row_id and not new}
        if not gone - known:
            return []
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT referred.relname FROM pg_constraint con
                  JOIN pg_class referred ON referred.oid = con.confrelid
                 WHERE con.contype = 'f' AND con.confdeltype IN ('c', 'n')
                   AND referred.relname = ANY(%s)
                """,
                sorted(gone - known),
            )
        )
        return sorted(table for [table] in rows)

    def _images(self):
        # SQL: whole rows, also of columns that the ORM does not know
        conditions = {}
        for reference in self.references:
            condition = reference.condition(self.model, self.ids)
            conditions.setdefault(reference.table, []).append(condition)
        conditions.setdefault(self.table, []).append(SQL("id = ANY(%s)", self.ids))
        parts = [
            SQL(
                "SELECT %s, to_jsonb(r)::text FROM %s r WHERE %s",
                table,
                SQL.identifier(table),
                SQL(" OR ").join(SQL("(%s)", condition) for condition in either),
            )
            for table, either in conditions.items()
        ]
        for model, fname in CHILDREN.items():
            parent, field = self.env[model]._table, self.env[model]._fields[fname]
            child, column = field.relation, field.column1
            if parent in conditions:
                parts.append(
                    SQL(
                        "SELECT %s, to_jsonb(r)::text FROM %s r WHERE %s IN"
                        " (SELECT id FROM %s WHERE %s)",
                        child,
                        SQL.identifier(child),
                        SQL.identifier(column),
                        SQL.identifier(parent),
                        SQL(" OR ").join(conditions[parent]),
                    )
                )
        return self._read(parts)

    def _read(self, parts):
        images = {}
        for table, image in self.env.execute_query(SQL(" UNION ALL ").join(parts)):
            row_id = _row_id(image)
            images[table, row_id if row_id is not None else image] = image
        return images


def _row_id(image):
    """The id in the image of a row; None for the rows of a many2many."""
    row_id = load(image).get("id")
    return row_id if isinstance(row_id, int) else None


class Undo:
    """Takes the stored rows of a journal back.

    :param table: that of the merged records
    :param rows: (id of the stored row, table, id or None, before, after)
    """

    def __init__(self, env, table, survivor_id, rows):
        self.env = env
        self.table = table
        self.survivor_id = survivor_id
        self.rows = [
            (stored_id, name, row_id, old and load(old), new and load(new))
            for stored_id, name, row_id, old, new in rows
        ]

    def conflicts(self):
        """[(table, id)] of what has changed since, so that an undo would lose it."""
        self.current = self._lock()
        return [
            (table, row_id)
            for _stored_id, table, row_id, old, new in self.rows
            if row_id and old and new and self._has_changed(table, row_id, old, new)
        ]

    def _lock(self):
        by_table, current = {}, {}
        for _stored_id, table, row_id, old, new in self.rows:
            if row_id and old and new:
                by_table.setdefault(table, []).append(row_id)
        for table, row_ids in by_table.items():
            query = SQL(
                "SELECT id, to_jsonb(r)::text FROM %s r WHERE id = ANY(%s) FOR UPDATE",
                SQL.identifier(table),
                row_ids,
            )
            for row_id, image in self.env.execute_query(query):
                current[table, row_id] = load(image)
        return current

    def _has_changed(self, table, row_id, old, new):
        now = self.current.get((table, row_id))
        if now is None:
            return True
        columns = (now.keys() & new.keys()) - set(STAMPS)
        if (table, row_id) == (self.table, self.survivor_id):
            # Whatever else became of the survivor is no business of the merge.
            columns = {name for name in columns if old.get(name) != new[name]}
        return any(now[name] != new[name] for name in columns)

    def run(self):
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                self._delete_added()
                self._insert_deleted()
                self._update_changed()
        except IntegrityError as error:
            raise UserError(
                self.env._(
                    "The merge cannot be undone: something that the merged records"
                    " refer to no longer exists (%s).",
                    error.diag.constraint_name or error.diag.table_name,
                )
            ) from error
        self.env.invalidate_all()

    def _delete_added(self):
        for _stored_id, table, row_id, old, new in self.rows:
            if old:
                continue
            columns = {"id": row_id} if row_id else new
            self.env.cr.execute(
                SQL(
                    "DELETE FROM %s WHERE %s",
                    SQL.identifier(table),
                    SQL(" AND ").join(
                        SQL("%s = %s", SQL.identifier(name), value)
                        for name, value in columns.items()
                    ),
                )
            )

    def _insert_deleted(self):
        deleted = {}
        for stored_id, table, row_id, _old, new in self.rows:
            if not new:
                deleted.setdefault((table != self.table, not row_id, table), []).append(
                    stored_id
                )
        # The records first, to which all else refers; what has no id of its own last.
        for (_is_other, _has_no_id, table), stored_ids in sorted(deleted.items()):
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO %(table)s
                    SELECT old.* FROM crm_merge_log_row stored
                     CROSS JOIN LATERAL
                           jsonb_populate_record(NULL::%(table)s, stored.before) AS old
                     WHERE stored.id = ANY(%(ids)s)
                  ORDER BY stored.row_id
               ON CONFLICT DO NOTHING
                    """,
                    table=SQL.identifier(table),
                    ids=stored_ids,
                )
            )

    def _update_changed(self):
        for stored_id, table, row_id, old, new in self.rows:
            if not (row_id and old and new):
                continue
            now = self.current[table, row_id]
            names = [
                name
                for name in old.keys() & now.keys()
                if old[name] != new.get(name) and now[name] == new.get(name)
            ]
            if names:
                self.env.cr.execute(
                    SQL(
                        """
                        UPDATE %(table)s SET (%(columns)s) = ROW(%(values)s)
                          FROM crm_merge_log_row stored
                         CROSS JOIN LATERAL jsonb_populate_record(
                                   NULL::%(table)s, stored.before) AS old
                         WHERE %(table)s.id = %(id)s AND stored.id = %(stored_id)s
                        """,
                        table=SQL.identifier(table),
                        columns=SQL(", ").join(map(SQL.identifier, names)),
                        values=SQL(", ").join(SQL.identifier("old", n) for n in names),
                        id=row_id,
                        stored_id=stored_id,
                    )
                )
