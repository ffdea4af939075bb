"""What a rule would have given on the documents of the past, as SQL that only looks.

The points of a document are reckoned by the very expression that gives them; one
statement for any number of documents. What the documents have given already for the
same product or item is read beside it: the rule would replace that, not add to it.
"""

from odoo.tools import SQL

from .reckoning import TOTAL


def purchases(product, company, start, end) -> SQL:
    """(document, contact, units) of each sale of a product, less its returns."""
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
    """(document, contact, amount) of each sale, less its returns."""
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
    """(item, contact, amount or 1) of each item."""
    return SQL(
        "SELECT * FROM unnest(%s::int[], %s::int[], %s::numeric[])"
        " AS item(root_id, partner_id, units)",
        *([row[place] for row in rows] for place in range(3)),
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


def given(env, documents: SQL, model, program, product, item_type):
    """{contact: points} that these documents have given in a program for a product or
    an item."""
    rows = env.execute_query(
        SQL(
            """
            SELECT account.partner_id, SUM(known.points)
              FROM (%(documents)s) document
              JOIN crm_loyalty_source root ON root.res_model = %(model)s
               AND root.res_id = document.root_id AND root.program_id = %(program)s
              JOIN crm_loyalty_source source ON source.root_id = root.id
              JOIN crm_loyalty_grant known ON known.source_id = source.id
               AND (known.product_id = %(product)s OR known.item_type_id = %(item)s)
              JOIN crm_loyalty_account account ON account.id = known.account_id
             GROUP BY account.partner_id HAVING SUM(known.points) <> 0
            """,
            documents=documents,
            model=model,
            program=program.id,
            product=product.id or None,
            item=item_type.id or None,
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
