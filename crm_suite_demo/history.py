"""The past: records get the day on which they would have been created."""

from odoo.tools import SQL


def backdate(moments):
    """Set the creation of records, {record: moment}, all of one model.

    In SQL, because the ORM writes ``create_date`` itself.
    """
    if not moments:
        return
    records = next(iter(moments)).browse([record.id for record in moments])
    records.env.flush_all()
    records.env.cr.execute(
        SQL(
            "UPDATE %s AS r SET create_date = v.moment "
            "FROM (VALUES %s) AS v (id, moment) WHERE r.id = v.id",
            SQL.identifier(records._table),
            SQL(", ").join(
                SQL("(%s, %s::timestamp)", record.id, moment)
                for record, moment in moments.items()
            ),
        )
    )
    records.invalidate_recordset(["create_date"], flush=False)
    records.modified(["create_date"])
    records.env.flush_all()
