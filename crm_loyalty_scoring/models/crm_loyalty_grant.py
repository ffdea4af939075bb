from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..explanation import explain_grant
from ..kept_rows import KeptMany2one, keep
from ..ledger import DIGITS, Change, Origin
from ..reckoning import COUNTED, reckoned_sql, store_sql
from .crm_loyalty_program import ROUNDINGS


class CrmLoyaltyGrant(models.Model):
    """What one document gives for one product, or as an item of one type: its share of
    a family's points.

    The first confirmation pins what the rule says for the whole family, so that returns
    take back what was given, whatever became of the rule. `quantity` is what the
    document counted when it was last posted, cancelled or deleted: units of the
    product, the amount of a financial item, 1 for any other item. Resetting it to draft
    leaves it alone. The points of a family are rounded once:

        units = max(0, sum of the quantities)
        points = round(units * points per unit)                   of a product, an item
        points = round(floor(units / step) * points per step)     of an amount

    and shared out as each document (the invoice first) changes that total. So partial
    returns add up to exactly the full one. A product that is paid with points has -1
    point per unit: what it uses is spent and released by the same reckoning.

    Written by: `crm.loyalty.source._reconcile` alone, by SQL. Invariant: `points` is
    the sum of the ledger entries that name the grant, all of them on `account_id`
    unless accounts were merged.
    """

    _name = "crm.loyalty.grant"
    _description = "Loyalty Points of a Document"
    _log_access = False
    _order = "id"

    source_id = KeptMany2one(
        "crm.loyalty.source",
        string="Document",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    product_id = fields.Many2one("product.product", ondelete="restrict", readonly=True)
    item_type_id = fields.Many2one(
        "crm.loyalty.item.type", ondelete="restrict", readonly=True
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
    amount_step = fields.Float(
        string="For Every", digits=0, readonly=True, help="Step of the amount."
    )
    precision = fields.Integer(required=True, readonly=True, default=2)
    rounding = fields.Selection(
        ROUNDINGS, required=True, readonly=True, default="nearest"
    )
    # digits=0: quantities in the product's unit are not rounded, points are.
    quantity = fields.Float(digits=0, required=True, readonly=True)
    points = fields.Float(digits=DIGITS, required=True, readonly=True)
    account_id = KeptMany2one(
        "crm.loyalty.account",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
    )

    _subject_uniq = models.UniqueIndex(
        "(source_id, COALESCE(product_id, 0), COALESCE(item_type_id, 0))",
        "This product of the document counts already.",
    )
    _subject_known = models.Constraint(
        "CHECK((product_id IS NULL) <> (item_type_id IS NULL))",
        "Points are given for a product or for an item.",
    )

    subject = fields.Char(
        compute="_compute_subject", help="The product, or the type of the item."
    )
    explanation = fields.Text(compute="_compute_explanation")

    def init(self):
        keep(self)

    @api.depends("product_id.display_name", "item_type_id.name")
    def _compute_subject(self):
        for grant in self:
            grant.subject = grant.product_id.display_name or grant.item_type_id.name

    @api.depends_context("lang")
    def _compute_explanation(self):
        for grant in self:
            # sudo: the rule and the other documents of the family, in words only
            grant.explanation = explain_grant(grant.sudo())

    @api.depends("subject", "source_id.name")
    def _compute_display_name(self):
        for grant in self:
            grant.display_name = f"{grant.source_id.name}: {grant.subject}"

    @api.model
    def _count(self, roots, open_roots):
        """Read the quantities of the families' documents, except of those in draft.

        What has no pinned rule counts only in the families `open_roots`, which pin the
        rule in effect now.
        """
        self.env.execute_query(
            SQL(
                """
                WITH document AS (
                    SELECT source.id AS source_id, source.root_id, source.program_id,
                           source.res_id, move.state, move.move_type,
                           move.amount_total_signed, move.amount_untaxed_signed
                      FROM crm_loyalty_source source
                 LEFT JOIN account_move move ON move.id = source.res_id
                     WHERE source.root_id = ANY(%(roots)s)
                       AND source.res_model = 'account.move'
                       AND move.state IS DISTINCT FROM 'draft'
                ), counted AS (%(counted)s)
                %(store)s
                """,
                roots=roots,
                counted=COUNTED,
                store=store_sql(roots, open_roots),
            )
        )

    @api.model
    def _count_items(self, rows, roots, open_roots):
        """Store the quantities of items.

        :param rows: (source, item type, quantity) of each
        """
        self.env.execute_query(
            SQL(
                """
                WITH document AS (
                    SELECT id AS source_id, root_id, program_id
                      FROM crm_loyalty_source WHERE root_id = ANY(%(roots)s)
                ), counted AS (
                    SELECT source_id, NULL::int AS product_id, item_type_id, quantity
                      FROM unnest(%(sources)s::int[], %(types)s::int[],
                                  %(quantities)s::numeric[])
                           AS given(source_id, item_type_id, quantity)
                     UNION ALL
                    SELECT document.source_id, known.product_id, known.item_type_id, 0
                      FROM document
                      JOIN crm_loyalty_grant known USING (source_id)
                )
                %(store)s
                """,
                roots=roots,
                sources=[source for source, _type, _quantity in rows],
                types=[item_type for _source, item_type, _quantity in rows],
                quantities=[quantity for _source, _type, quantity in rows],
                store=store_sql(roots, open_roots),
            )
        )

    @api.model
    def _settle(self, roots) -> list[Change]:
        """Store what the families should have given, and return what is missing."""
        rows = self.env.execute_query(
            SQL(
                """
                %(reckoned)s, changed AS (
                    SELECT * FROM desired
                     WHERE points <> desired OR account_id IS DISTINCT FROM holder_id
                ), stored AS (
                    UPDATE crm_loyalty_grant pin
                       SET points = changed.desired, account_id = changed.holder_id
                      FROM changed WHERE changed.id = pin.id
                )
                SELECT id, revision, root_id, product_id, item_type_id, unit_points < 0,
                       account_id, points::text, holder_id, desired::text
                  FROM changed ORDER BY id
                """,
                reckoned=reckoned_sql(SQL("root.id = ANY(%s)", roots)),
            )
        )
        self.invalidate_model()
        self.env["account.move"]._invalidate_loyalty()
        changes = []
        for grant, revision, *family, is_spending, account, points, holder, to in rows:
            origin = Origin(grant, revision, tuple(family))
            changes += [
                change._replace(is_spending=is_spending)
                for change in self._changes(origin, account, points, holder, to)
            ]
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
