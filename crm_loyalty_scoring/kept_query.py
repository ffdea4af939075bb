"""Statements that PostgreSQL plans once per connection.

A statement about points reads many tables: to plan it takes several times as long as to
run it for one invoice. The plan of a function's statement is kept.
"""

from odoo.tools import SQL


class KeptQuery:
    """A statement with the parameters $1, $2, ..., kept as a function of the database.

    `define` belongs into the `init` of a model, and the name into `uninstall_hook`.
    """

    def __init__(self, name: str, takes: tuple, gives: tuple, query: SQL):
        self.name, self.takes, self.gives, self.query = name, takes, gives, query

    def define(self, env):
        # Raw SQL: there is no other way to make a function.
        env.execute_query(
            SQL(
                """
                CREATE OR REPLACE FUNCTION %s(%s) RETURNS TABLE (%s)
                LANGUAGE plpgsql AS $body$
                #variable_conflict use_column
                BEGIN RETURN QUERY %s; END $body$
                """,
                SQL.identifier(self.name),
                SQL(", ".join(self.takes)),
                SQL(
                    ", ".join(f"given_{n} {kind}" for n, kind in enumerate(self.gives))
                ),
                self.query,
            )
        )

    def call(self, env, *values):
        casts = SQL(", ").join(
            SQL("%s::" + kind, value)
            for kind, value in zip(self.takes, values, strict=True)
        )
        return env.execute_query(
            SQL("SELECT * FROM %s(%s)", SQL.identifier(self.name), casts)
        )
