from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..ledger import DIGITS, Change, Origin


class CrmLoyaltyGrant(models.Model):
    """What one document gives for one product: its share of a family's points.

    The first posting pins the rule and its points per unit for the whole family, so
    that returns take back what was given, whatever became of the rule. `quantity` is
    what the document counted when it was last posted, cancelled or deleted; resetting
    it to draft leaves it alone. The points of a family are rounded once:

        points = round(max(0, sum of the quantities) * points per unit)

    and shared out as each document (the invoice first) changes that total. So partial
    returns add up to exactly the full one.

    Written by: `crm.loyalty.source._reconcile` alone, by SQL. Invariant: `points` is
    the sum of the ledger entries that name the grant, all of them on `account_id`
    unless accounts were merged.
    """

    _name = "crm.loyalty.grant"
    _description = "Loyalty Points of a Document"
    _log_access = False
    _rec_name = "product_id"
    _order = "id"

    source_id = fields.Many2one(
        "crm.loyalty.source",
        string="Document",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    product_id = fields.Many2one(
        "product.product", required=True, ondelete="restrict", readonly=True
    )
    rule_id = fields.Many2one(
        "crm.loyalty.rule",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    unit_points = fields.Float(
        string="Points per Unit", digits=DIGITS, required=True, readonly=True
    )
    # digits=0: quantities in the product's unit are not rounded, points are.
    quantity = fields.Float(digits=0, required=True, readonly=True)
    points = fields.Float(digits=DIGITS, required=True, readonly=True)
    account_id = fields.Many2one(
        "crm.loyalty.account",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
    )

    _product_uniq = models.Constraint(
        "UNIQUE(source_id, product_id)",
        "This product of the document counts already.",
    )

    @api.model
    def _count(self, roots, open_roots):
        """Read the quantities of the families' documents, except of those in draft.

        Products without a pinned rule count only in the families `open_roots`, which
        pin the rule in effect now.
        """
        self.env.execute_query(
            SQL(
                """
                WITH document AS (
                    SELECT source.id AS source_id, source.root_id, source.program_id,
                           source.res_id, move.state, move.move_type
                      FROM crm_loyalty_source source
                 LEFT JOIN account_move move ON move.id = source.res_id
                     WHERE source.root_id = ANY(%(roots)s)
                       AND source.res_model = 'account.move'
                       AND move.state IS DISTINCT FROM 'draft'
                ), counted AS (
                    SELECT document.source_id, line.product_id,
                           CASE document.move_type WHEN 'out_refund' THEN -1 ELSE 1 END
                           * line.quantity * COALESCE(unit.factor, own_unit.factor)
                           / own_unit.factor AS quantity
                      FROM document
                      JOIN account_move_line line ON line.move_id = document.res_id
                           AND line.display_type = 'product'
                      JOIN product_product product ON product.id = line.product_id
                      JOIN product_template template
                           ON template.id = product.product_tmpl_id
                      JOIN uom_uom own_unit ON own_unit.id = template.uom_id
                 LEFT JOIN uom_uom unit ON unit.id = line.product_uom_id
                     WHERE document.state = 'posted'
                     UNION ALL
                    SELECT document.source_id, known.product_id, 0
                      FROM document
                      JOIN crm_loyalty_grant known
                           ON known.source_id = document.source_id
                ), total AS (
                    SELECT source_id, root_id, program_id, product_id,
                           SUM(quantity) AS quantity
                      FROM document JOIN counted USING (source_id)
                     GROUP BY source_id, root_id, program_id, product_id
                ), pinned AS (
                    SELECT DISTINCT ON (relative.root_id, known.product_id)
                           relative.root_id, known.product_id, known.rule_id,
                           known.unit_points
                      FROM crm_loyalty_grant known
                      JOIN crm_loyalty_source relative ON relative.id = known.source_id
                     WHERE relative.root_id = ANY(%(roots)s)
                     ORDER BY relative.root_id, known.product_id,
                              relative.id <> relative.root_id, known.id
                ), in_effect AS (
                    SELECT DISTINCT ON (program_id, product_id)
                           program_id, product_id, id AS rule_id, points AS unit_points
                      FROM crm_loyalty_rule
                     WHERE active AND product_id IN (SELECT product_id FROM total)
                     ORDER BY program_id, product_id, recorded_at DESC, id DESC
                )
                INSERT INTO crm_loyalty_grant (source_id, product_id, rule_id,
                                               unit_points, quantity, points)
                SELECT total.source_id, total.product_id,
                       COALESCE(pinned.rule_id, in_effect.rule_id),
                       COALESCE(pinned.unit_points, in_effect.unit_points),
                       total.quantity, 0
                  FROM total
             LEFT JOIN pinned USING (root_id, product_id)
             LEFT JOIN in_effect
                       ON in_effect.program_id = total.program_id
                      AND in_effect.product_id = total.product_id
                      AND total.root_id = ANY(%(open_roots)s)
                 WHERE COALESCE(pinned.rule_id, in_effect.rule_id) IS NOT NULL
                 ORDER BY total.source_id, total.product_id
                ON CONFLICT (source_id, product_id) DO UPDATE
                   SET rule_id = EXCLUDED.rule_id, unit_points = EXCLUDED.unit_points,
                       quantity = EXCLUDED.quantity
                """,
                roots=roots,
                open_roots=open_roots,
            )
        )

    @api.model
    def _settle(self, roots) -> list[Change]:
        """Store what the families should have given, and return what is missing."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH running AS (
                    SELECT pin.id, pin.product_id, pin.points, pin.account_id,
                           source.root_id, root.account_id AS holder_id, root.revision,
                           source.id <> root.id AS is_reversal, source.res_id,
                           ROUND(pin.unit_points * GREATEST(0, SUM(pin.quantity) OVER (
                               PARTITION BY root.id, pin.product_id
                               ORDER BY source.id <> root.id, source.res_id
                           )), 2) AS total
                      FROM crm_loyalty_grant pin
                      JOIN crm_loyalty_source source ON source.id = pin.source_id
                      JOIN crm_loyalty_source root ON root.id = source.root_id
                     WHERE root.id = ANY(%(roots)s)
                ), desired AS (
                    SELECT running.*, CASE WHEN holder_id IS NULL THEN 0 ELSE
                           total - LAG(total, 1, 0.00) OVER (
                               PARTITION BY root_id, product_id
                               ORDER BY is_reversal, res_id) END AS desired
                      FROM running
                ), changed AS (
                    SELECT * FROM desired
                     WHERE points <> desired OR account_id IS DISTINCT FROM holder_id
                ), stored AS (
                    UPDATE crm_loyalty_grant pin
                       SET points = changed.desired, account_id = changed.holder_id
                      FROM changed WHERE changed.id = pin.id
                )
                SELECT id, revision, root_id, product_id, account_id, points::text,
                       holder_id, desired::text
                  FROM changed ORDER BY id
                """,
                roots=roots,
            )
        )
        self.invalidate_model()
        self.env["account.move"]._invalidate_loyalty()
        changes = []
        for grant, revision, root, product, *held, holder, desired in rows:
            origin = Origin(grant, revision, (root, product))
            changes += self._changes(origin, *held, holder, desired)
        return changes

    @api.model
    def _changes(self, origin, account, points, holder, desired):
        """From `points` on one account to `desired` on another, or the same, one."""
        points, desired = Decimal(points), Decimal(desired)
        if account == holder:
            return [Change(account, desired - points, origin)] if account else []
        return [
            Change(account_id, change, origin)
            for account_id, change in ((account, -points), (holder, desired))
            if change
        ]
