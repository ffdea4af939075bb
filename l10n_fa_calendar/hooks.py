from odoo.tools import SQL

from . import folding, periods


def uninstall_hook(env):
    """SQL functions are not the ORM's to drop."""
    for name in periods.sql_functions():
        # SQL: created by models/jalali_sql.py.
        env.cr.execute(SQL("DROP FUNCTION IF EXISTS %s(date)", SQL.identifier(name)))
    for name in folding.sql_functions():
        # SQL: created by models/persian_search.py; the indexes go with it.
        env.cr.execute(
            SQL("DROP FUNCTION IF EXISTS %s(text) CASCADE", SQL.identifier(name))
        )
