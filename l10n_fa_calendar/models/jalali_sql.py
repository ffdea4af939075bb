from odoo import models
from odoo.tools import SQL

from .. import periods


class JalaliSql(models.AbstractModel):
    """The SQL functions that group records by Jalali periods; see periods.py."""

    _name = "jalali.sql"
    _description = "SQL Functions of the Jalali Calendar"

    def init(self):
        for name, (sql_type, expression) in periods.sql_functions().items():
            # SQL: functions are outside of what the ORM creates.
            self.env.cr.execute(
                SQL(
                    "CREATE OR REPLACE FUNCTION %s(date) RETURNS %s"
                    " LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %s",
                    SQL.identifier(name),
                    SQL(sql_type),  # pylint: disable=sql-injection
                    f"SELECT {expression}",
                )
            )
