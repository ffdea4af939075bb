"""What a rule would have given on the documents of the past, as SQL that only looks.

The points of a document are reckoned by the very expression that gives them; one
statement for any number of documents.
"""

from odoo.tools import SQL

from .reckoning import TOTAL


def purchases(product, company, start, end) -> SQL:
    """(contact, units) of each sale of a product, less its returns."""
    return _families(
        company,
        start,
        end,
        SQL(
            """
            SELECT family.root_id, family.partner_id,
                   SUM(CASE move.move_type WHEN 'out_refund' THEN -1 ELSE 1 END
                       * line.quantity * COALESCE(unit.factor, own_unit.factor)
                       / own_unit.factor) AS units
              FROM family
              JOIN account_move move ON move.id = family.id
              JOIN account_move_line line ON line.move_id = family.id
               AND line.display_type = 'product' AND line.product_id = %s
              JOIN uom_uom own_unit ON own_unit.id = %s
         LEFT JOIN uom_uom unit ON unit.id = line.product_uom_id
             GROUP BY family.root_id, family.partner_id
            """,
            product.id,
            product.uom_id.id,
        ),
    )


def amounts(field, company, start, end) -> SQL:
    """(contact, amount) of each sale, less its returns."""
    return _families(
        company,
        start,
        end,
        SQL(
            """
            SELECT family.root_id, family.partner_id, SUM(%s) AS units
              FROM family JOIN account_move move ON move.id = family.id
             GROUP BY family.root_id, family.partner_id
            """,
            SQL.identifier("move", field),
        ),
    )


def items(rows) -> SQL:
    """(contact, amount or 1) of each item."""
    return SQL(
        "SELECT * FROM unnest(%s::int[], %s::numeric[]) AS item(partner_id, units)",
        [partner for partner, _units in rows],
        [units for _partner, units in rows],
    )


def totals(env, documents: SQL, points, step, precision, rounding):
    """{contact: points} that a rule gives for these documents."""
    env.flush_all()
    rows = env.execute_query(
        SQL(
            """
            WITH counted AS (
                SELECT partner_id, GREATEST(0, units) AS units,
                       %(points)s::numeric AS unit_points,
                       NULLIF(%(step)s::numeric, 0) AS amount_step,
                       %(precision)s AS precision, %(rounding)s AS rounding
                  FROM (%(documents)s) document
            )
            SELECT partner_id, SUM(%(total)s) FROM counted
             GROUP BY partner_id HAVING SUM(%(total)s) <> 0
            """,
            documents=documents,
            points=str(points),
            step=str(step or 0),
            precision=precision,
            rounding=rounding,
            total=TOTAL,
        )
    )
    return {partner: float(points) for partner, points in rows if partner}


def _families(company, start, end, units: SQL) -> SQL:
    return SQL(
        """
        WITH RECURSIVE family AS (
            SELECT id, id AS root_id, partner_id FROM account_move
             WHERE company_id = %(company)s AND move_type = 'out_invoice'
               AND state = 'posted' AND reversed_entry_id IS NULL
               AND invoice_date BETWEEN %(start)s AND %(end)s
             UNION ALL
            SELECT reversal.id, family.root_id, family.partner_id
              FROM family
              JOIN account_move reversal ON reversal.reversed_entry_id = family.id
               AND reversal.state = 'posted'
               AND reversal.move_type IN ('out_invoice', 'out_refund')
        )
        %(units)s
        """,
        company=company.id,
        start=start,
        end=end,
        units=units,
    )
