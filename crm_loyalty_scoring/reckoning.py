"""How documents count and what that comes to: the one place of both formulas, in SQL.

Giving points, the nightly audit and the trial of a rule all reckon with these.
"""

from odoo.tools import SQL

# What the posted ones of some documents count. The known products and items of the
# others count nothing.
COUNTED = SQL(
    """
    SELECT document.source_id, line.product_id, NULL::int AS item_type_id,
           CASE document.move_type WHEN 'out_refund' THEN -1 ELSE 1 END
           * line.quantity * COALESCE(unit.factor, own_unit.factor)
           / own_unit.factor AS quantity
      FROM document
      JOIN account_move_line line ON line.move_id = document.res_id
           AND line.display_type = 'product'
      JOIN product_product product ON product.id = line.product_id
      JOIN product_template template ON template.id = product.product_tmpl_id
      JOIN uom_uom own_unit ON own_unit.id = template.uom_id
 LEFT JOIN uom_uom unit ON unit.id = line.product_uom_id
     WHERE document.state = 'posted'
     UNION ALL
    SELECT document.source_id, NULL, item_type.id,
           CASE item_type.amount_field
                WHEN 'amount_untaxed_signed' THEN document.amount_untaxed_signed
                ELSE document.amount_total_signed END
      FROM document
      JOIN crm_loyalty_item_type item_type ON item_type.model = 'account.move'
     WHERE document.state = 'posted'
     UNION ALL
    SELECT document.source_id, known.product_id, known.item_type_id, 0
      FROM document
      JOIN crm_loyalty_grant known ON known.source_id = document.source_id
    """
)
# The points of so many `units` by what was pinned.
RAW_TOTAL = SQL(
    """
    unit_points * CASE WHEN amount_step IS NULL THEN units
                       ELSE FLOOR(units / amount_step) END
    """
)
TOTAL = SQL(
    """
    CASE rounding
         WHEN 'down' THEN TRUNC(%(raw)s, precision)
         WHEN 'up' THEN CEIL((%(raw)s) * POWER(10::numeric, precision))
                          / POWER(10::numeric, precision)
         ELSE ROUND(%(raw)s, precision) END
    """,
    raw=RAW_TOTAL,
)

# The rules that count now for the products and items of a `total`.
IN_EFFECT = SQL(
    """
    SELECT DISTINCT ON (rule.program_id, rule.product_id, rule.item_type_id)
           rule.program_id, rule.product_id, rule.item_type_id, rule.id,
           CASE rule.activity WHEN 'redeem' THEN -1 ELSE rule.points END
           AS unit_points,
           NULLIF(rule.amount_step, 0) AS amount_step,
           program.precision, program.rounding
      FROM crm_loyalty_rule rule
      JOIN crm_loyalty_program program ON program.id = rule.program_id
     WHERE (rule.active OR rule.activity = 'redeem')
       AND (rule.product_id IN (SELECT product_id FROM total)
            OR rule.item_type_id IN (SELECT item_type_id FROM total))
     ORDER BY rule.program_id, rule.product_id, rule.item_type_id,
              rule.recorded_at DESC, rule.id DESC
    """
)


def reckoned_sql(condition: SQL) -> SQL:
    """`desired`: the grants of the families of each such `root`, with the points that
    their quantities and pinned rules call for."""
    return SQL(
        """
        WITH running AS (
            SELECT pin.*, source.root_id, root.account_id AS holder_id,
                   root.revision, source.id <> root.id AS is_reversal,
                   source.res_id,
                   GREATEST(0, SUM(pin.quantity) OVER (
                       PARTITION BY root.id, pin.product_id, pin.item_type_id
                       ORDER BY source.id <> root.id, source.res_id
                   )) AS units
              FROM crm_loyalty_grant pin
              JOIN crm_loyalty_source source ON source.id = pin.source_id
              JOIN crm_loyalty_source root ON root.id = source.root_id
             WHERE %(condition)s
        ), desired AS (
            SELECT running.*, CASE WHEN holder_id IS NULL THEN 0 ELSE
                   %(total)s - LAG(%(total)s, 1, 0.00) OVER (
                       PARTITION BY root_id, product_id, item_type_id
                       ORDER BY is_reversal, res_id) END AS desired
              FROM running
        )
        """,
        condition=condition,
        total=TOTAL,
    )


def store_sql(roots, open_roots) -> SQL:
    """Pin rules for what was `counted` in each `document`, and store it."""
    return SQL(
        """
        , total AS (
            SELECT source_id, root_id, program_id, product_id, item_type_id,
                   SUM(quantity) AS quantity
              FROM document JOIN counted USING (source_id)
             GROUP BY source_id, root_id, program_id, product_id, item_type_id
        ), pinned AS (
            SELECT DISTINCT ON (relative.root_id, known.product_id,
                                known.item_type_id)
                   relative.root_id, known.*
              FROM crm_loyalty_grant known
              JOIN crm_loyalty_source relative ON relative.id = known.source_id
             WHERE relative.root_id = ANY(%(roots)s)
             ORDER BY relative.root_id, known.product_id, known.item_type_id,
                      relative.id <> relative.root_id, known.id
        ), in_effect AS (
            %(in_effect)s
        )
        INSERT INTO crm_loyalty_grant AS stored
                    (source_id, product_id, item_type_id, rule_id, unit_points,
                     amount_step, precision, rounding, quantity, points)
        SELECT total.source_id, total.product_id, total.item_type_id,
               COALESCE(pinned.rule_id, in_effect.id),
               COALESCE(pinned.unit_points, in_effect.unit_points),
               CASE WHEN pinned.id IS NULL THEN in_effect.amount_step
                    ELSE pinned.amount_step END,
               COALESCE(pinned.precision, in_effect.precision),
               COALESCE(pinned.rounding, in_effect.rounding),
               total.quantity, 0
          FROM total
     LEFT JOIN pinned
               ON pinned.root_id = total.root_id
              AND (pinned.product_id = total.product_id
                   OR pinned.item_type_id = total.item_type_id)
     LEFT JOIN in_effect
               ON in_effect.program_id = total.program_id
              AND (in_effect.product_id = total.product_id
                   OR in_effect.item_type_id = total.item_type_id)
              AND total.root_id = ANY(%(open_roots)s)
         WHERE COALESCE(pinned.rule_id, in_effect.id) IS NOT NULL
         ORDER BY total.source_id, total.product_id, total.item_type_id
        ON CONFLICT (source_id, COALESCE(product_id, 0), COALESCE(item_type_id, 0))
        DO UPDATE
           SET rule_id = EXCLUDED.rule_id, unit_points = EXCLUDED.unit_points,
               amount_step = EXCLUDED.amount_step, precision = EXCLUDED.precision,
               rounding = EXCLUDED.rounding, quantity = EXCLUDED.quantity
         WHERE (stored.rule_id, stored.unit_points, stored.amount_step,
                stored.precision, stored.rounding, stored.quantity)
               IS DISTINCT FROM
               (EXCLUDED.rule_id, EXCLUDED.unit_points, EXCLUDED.amount_step,
                EXCLUDED.precision, EXCLUDED.rounding, EXCLUDED.quantity)
        """,
        roots=roots,
        open_roots=open_roots,
        in_effect=IN_EFFECT,
    )
