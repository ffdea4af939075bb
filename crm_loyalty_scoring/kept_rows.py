"""Rows that nobody deletes, and references to them that cost nothing.

The ledger and what it refers to only grow. PostgreSQL would look up each reference of
each new row, which takes longer than entering the rows; as what they refer to cannot go
away, a trigger that refuses to delete it is as safe, and costs nothing until someone
tries.
"""

from odoo import fields
from odoo.tools import SQL

FUNCTION = SQL.identifier("crm_loyalty_entry_refuse_change")


class KeptMany2one(fields.Many2one):
    """A reference without a foreign key, to a table whose rows are kept."""

    def update_db_foreign_key(self, model, column):
        """Overridden: see above."""


def keep(model, is_frozen=False):
    """Refuse to delete the rows of a model's table, or to change them at all, whoever
    asks: other programs, and mistakes of our own, are no users of the ORM."""
    table = model._table
    model.env.execute_query(
        SQL(
            """
            CREATE OR REPLACE FUNCTION %(function)s() RETURNS trigger
            LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'The loyalty ledger is append-only'
                      USING ERRCODE = 'restrict_violation';
            END $$;
            DROP TRIGGER IF EXISTS %(rows)s ON %(table)s;
            CREATE TRIGGER %(rows)s BEFORE %(events)s ON %(table)s
            FOR EACH ROW EXECUTE FUNCTION %(function)s();
            DROP TRIGGER IF EXISTS %(all)s ON %(table)s;
            CREATE TRIGGER %(all)s BEFORE TRUNCATE ON %(table)s
            FOR EACH STATEMENT EXECUTE FUNCTION %(function)s()
            """,
            function=FUNCTION,
            table=SQL.identifier(table),
            rows=SQL.identifier(f"{table}_keep_rows"),
            all=SQL.identifier(f"{table}_keep_all"),
            events=SQL("UPDATE OR DELETE") if is_frozen else SQL("DELETE"),
        )
    )
