from odoo.tools import SQL

from . import folding, periods

# A Jalali term of a relative date: see relative_dates.py.
TERM = r"([=+-]\d+)j([dmy])"


def uninstall_hook(env):
    """SQL functions are not the ORM's to drop, and saved filters may have terms that
    nobody reads any more: they become the Gregorian ones."""
    for name in periods.sql_functions():
        # SQL: created by models/jalali_sql.py.
        env.cr.execute(SQL("DROP FUNCTION IF EXISTS %s(date)", SQL.identifier(name)))
    for name in folding.sql_functions():
        # SQL: created by models/persian_search.py; the indexes go with it.
        env.cr.execute(
            SQL("DROP FUNCTION IF EXISTS %s(text) CASCADE", SQL.identifier(name))
        )
    env["ir.filters"].flush_model(["domain"])
    # SQL: of all users, whatever their filters are for.
    env.cr.execute(
        SQL(
            "UPDATE ir_filters SET domain = regexp_replace(domain, %s, %s, 'g')"
            " WHERE domain ~ %s",
            TERM,
            r"\1\2",
            TERM,
        )
    )
    env["ir.filters"].invalidate_model(["domain"])
