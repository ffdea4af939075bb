from odoo import api, fields, models
from odoo.tools import SQL

# What the statements below and those of the grants read, and must find in the database.
READ_FIELDS = {
    "account.move": [
        "company_id",
        "move_type",
        "name",
        "partner_id",
        "reversed_entry_id",
        "state",
    ],
    "account.move.line": [
        "balance",  # core wants it computed before lines are flushed amid a sync
        "display_type",
        "move_id",
        "product_id",
        "product_uom_id",
        "quantity",
    ],
    "product.template": ["uom_id"],
    "uom.uom": ["factor"],
    "crm.loyalty.account": ["partner_id"],
    "crm.loyalty.program": ["active", "company_id", "profile_type_id"],
    "crm.loyalty.rule": ["active", "points", "product_id", "program_id", "recorded_at"],
    "crm.loyalty.tier": ["active", "program_id", "threshold"],
}


class CrmLoyaltySource(models.Model):
    """A document that points come from, in one program.

    An invoice and its credit notes are a family: the invoice is the root of them all,
    and the row remembers this after the invoice is deleted. `account_id` of the root
    holds the points of the family; it is empty when the contact of the invoice has no
    part in the program.

    Written by: `_reconcile`, which compares what the documents say with what was
    granted, so it may run at any time, in any order and again. Cost: about twelve
    statements for any number of documents, and one if none of them concerns a program.
    """

    _name = "crm.loyalty.source"
    _description = "Loyalty Points Source"
    _log_access = False
    _order = "id"

    name = fields.Char(string="Document", readonly=True)
    program_id = fields.Many2one(
        "crm.loyalty.program", required=True, ondelete="restrict", readonly=True
    )
    res_model = fields.Char(string="Document Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Document ID", model_field="res_model", required=True, readonly=True
    )
    root_id = fields.Many2one(
        "crm.loyalty.source",
        string="Original Document",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    account_id = fields.Many2one(
        "crm.loyalty.account",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
    )
    revision = fields.Integer(required=True, readonly=True)
    grant_ids = fields.One2many("crm.loyalty.grant", "source_id", string="Products")

    _document_uniq = models.Constraint(
        "UNIQUE(program_id, res_model, res_id)",
        "This document counts in the program already.",
    )
    _document_idx = models.Index("(res_model, res_id)")

    @api.model
    def _reconcile(self, move_ids: list[int], holders: dict[int, int] | None = None):
        """Give or take the points that these customer invoices and credit notes, some
        of them perhaps deleted, should have given and have not.

        :param holders: {partner: contact that holds the points} of the invoices that
            were just decided on. They enter programs, and take the rules of this moment
            for products that have none yet; any other invoice is only checked against
            what it pinned, so that to repeat is always safe.
        """
        # sudo: who posts an invoice needs no rights on loyalty
        self = self.sudo()
        for model, names in READ_FIELDS.items():
            self.env[model].flush_model(names)
        roots, open_roots = self._enrol(move_ids, holders or {})
        if not roots:
            return
        roots |= self._attach(move_ids)
        self._lock(roots)
        self.env["crm.loyalty.grant"]._count(list(roots), list(open_roots))
        changes = self.env["crm.loyalty.grant"]._settle(list(roots))
        self.invalidate_model()
        if changes:
            self.env["crm.loyalty.account"]._apply(changes)

    @api.model
    def _enrol(self, move_ids, holders):
        """Enter posted invoices into the programs of their contacts, if a rule names
        one of their products, and let their points follow a change of contact.

        :return: the roots of all families concerned, and those of them that may take
            rules for products they have no rule for yet
        """
        rows = self.env.execute_query(
            SQL(
                """
                WITH invoice AS (
                    SELECT move.id, move.name, move.company_id, holder.id AS holder_id
                      FROM account_move move
                      JOIN unnest(%(partners)s::int[], %(holders)s::int[])
                           AS holder(partner_id, id)
                           ON holder.partner_id = move.partner_id
                     WHERE move.id = ANY(%(moves)s::int[]) AND move.state = 'posted'
                       AND move.move_type = 'out_invoice'
                       AND move.reversed_entry_id IS NULL
                ), candidate AS (
                    SELECT invoice.*, source.program_id
                      FROM invoice
                      JOIN crm_loyalty_source source
                           ON source.res_model = 'account.move'
                          AND source.res_id = invoice.id
                     UNION
                    SELECT invoice.*, rule.program_id
                      FROM invoice
                      JOIN account_move_line line ON line.move_id = invoice.id
                           AND line.display_type = 'product'
                      JOIN crm_loyalty_rule rule
                           ON rule.product_id = line.product_id AND rule.active
                ), member AS (
                    SELECT candidate.*
                      FROM candidate
                      JOIN crm_loyalty_program program
                           ON program.id = candidate.program_id AND program.active
                          AND program.company_id = candidate.company_id
                      JOIN crm_loyalty_profile_type_res_partner_rel type
                           ON type.profile_type_id = program.profile_type_id
                          AND type.partner_id = candidate.holder_id
                ), opened AS (
                    INSERT INTO crm_loyalty_account
                                (program_id, partner_id, balance, shortfall)
                    SELECT DISTINCT program_id, holder_id, 0, 0 FROM member
                     ORDER BY program_id, holder_id
                    ON CONFLICT (program_id, partner_id) DO NOTHING
                    RETURNING id, program_id, partner_id
                ), account AS (
                    SELECT id, program_id, partner_id FROM opened
                     UNION ALL
                    SELECT id, program_id, partner_id FROM crm_loyalty_account
                     WHERE partner_id = ANY(%(holders)s::int[])
                ), entitled AS (
                    SELECT candidate.*, account.id AS account_id,
                           member.id IS NOT NULL AS is_member
                      FROM candidate
                 LEFT JOIN member USING (id, program_id)
                 LEFT JOIN crm_loyalty_source source
                           ON source.program_id = candidate.program_id
                          AND source.res_model = 'account.move'
                          AND source.res_id = candidate.id
                 LEFT JOIN account
                           ON account.program_id = candidate.program_id
                          AND account.partner_id = candidate.holder_id
                          AND (member.id IS NOT NULL OR account.id = source.account_id)
                     WHERE member.id IS NOT NULL OR source.id IS NOT NULL
                ), enrolled AS (
                    INSERT INTO crm_loyalty_source
                                (id, root_id, program_id, res_model, res_id, name,
                                 account_id, revision)
                    SELECT new.id, new.id, new.program_id, 'account.move', new.res_id,
                           new.name, new.account_id, 0
                      FROM (SELECT nextval('crm_loyalty_source_id_seq') AS id,
                                   id AS res_id, program_id, name, account_id
                              FROM entitled ORDER BY res_id, program_id) new
                    ON CONFLICT (program_id, res_model, res_id) DO UPDATE
                       SET root_id = crm_loyalty_source.id, name = EXCLUDED.name,
                           account_id = EXCLUDED.account_id
                    RETURNING root_id, program_id, res_id
                )
                SELECT enrolled.root_id, entitled.is_member
                  FROM enrolled
                  JOIN entitled ON entitled.program_id = enrolled.program_id
                   AND entitled.id = enrolled.res_id
                 UNION ALL
                SELECT source.root_id, FALSE
                  FROM crm_loyalty_source source
                 WHERE source.res_model = 'account.move'
                   AND source.res_id IN (
                        SELECT unnest(%(moves)s::int[])
                         UNION
                        SELECT reversed_entry_id FROM account_move
                         WHERE id = ANY(%(moves)s::int[]))
                """,
                moves=move_ids,
                partners=list(holders),
                holders=list(holders.values()),
            )
        )
        return {root for root, _ in rows}, {root for root, is_open in rows if is_open}

    @api.model
    def _attach(self, move_ids) -> set[int]:
        """Enter documents that reverse another one into its family, or let them leave
        a family they do not belong to any more. A credit note whose invoice is deleted
        stays, although core empties its link."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH reversal AS (
                    SELECT move.id, move.name, parent.program_id, parent.root_id
                      FROM account_move move
                      JOIN crm_loyalty_source parent
                           ON parent.res_model = 'account.move'
                          AND parent.res_id = move.reversed_entry_id
                     WHERE (move.id = ANY(%(moves)s::int[])
                            OR move.reversed_entry_id = ANY(%(moves)s::int[]))
                       AND move.state = 'posted'
                       AND move.move_type IN ('out_invoice', 'out_refund')
                ), attached AS (
                    INSERT INTO crm_loyalty_source
                                (program_id, res_model, res_id, name, root_id, revision)
                    SELECT program_id, 'account.move', id, name, root_id, 0
                      FROM reversal ORDER BY id, program_id
                    ON CONFLICT (program_id, res_model, res_id) DO UPDATE
                       SET root_id = EXCLUDED.root_id, name = EXCLUDED.name
                    RETURNING root_id
                ), detached AS (
                    UPDATE crm_loyalty_source source SET root_id = source.id
                      FROM account_move move, crm_loyalty_source root,
                           account_move root_move
                     WHERE source.res_model = 'account.move'
                       AND move.id = source.res_id AND move.id = ANY(%(moves)s::int[])
                       AND move.state = 'posted'
                       AND source.root_id <> source.id AND root.id = source.root_id
                       AND root_move.id = root.res_id
                       AND NOT EXISTS (SELECT FROM reversal
                                        WHERE reversal.id = move.id
                                          AND reversal.program_id = source.program_id)
                    RETURNING source.id
                )
                SELECT root_id FROM attached UNION SELECT id FROM detached
                """,
                moves=move_ids,
            )
        )
        return {root for (root,) in rows}

    @api.model
    def _lock(self, roots):
        """Two transactions that touch one family collide here (and are retried), even
        if neither sees a reason to touch the account."""
        self.env.execute_query(
            SQL(
                """
                UPDATE crm_loyalty_source SET revision = revision + 1
                 WHERE id IN (SELECT id FROM crm_loyalty_source WHERE id = ANY(%s)
                               ORDER BY id FOR NO KEY UPDATE)
                """,
                list(roots),
            )
        )
