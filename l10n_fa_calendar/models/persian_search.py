from odoo import models
from odoo.tools import SQL

from .. import folding


class PersianSearch(models.AbstractModel):
    """The SQL functions of the spelling that Persian texts are searched in; see
    folding.py. The registry knows whether a database has them, as it does of
    PostgreSQL's own extensions."""

    _name = "persian.search"
    _description = "SQL Functions of the Persian Search"

    def _register_hook(self):
        super()._register_hook()
        names = list(folding.SPELLINGS)
        found = self.env.execute_query(
            SQL("SELECT count(*) FROM pg_proc WHERE proname = ANY(%s)", names)
        )
        self.pool.has_persian_search = found == [(len(names),)]

    def init(self):
        for name, expression in folding.sql_functions().items():
            body = f"SELECT {expression}"
            function = SQL.identifier(name)
            # SQL: functions are outside of what the ORM creates.
            present = self.env.execute_query(
                SQL("SELECT prosrc FROM pg_proc WHERE proname = %s", name)
            )
            if present == [(body,)]:
                continue
            # Indexes of another folding are wrong; this update makes them anew.
            self.env.cr.execute(
                SQL("DROP FUNCTION IF EXISTS %s(text) CASCADE", function)
            )
            self.env.cr.execute(
                SQL(
                    "CREATE FUNCTION %s(text) RETURNS text"
                    " LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %s",
                    function,
                    body,
                )
            )
        self.pool.has_persian_search = True
