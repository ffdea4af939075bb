from odoo import api, fields, models

from .. import families

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
    parent_res_id = fields.Many2oneReference(
        string="Reversed Document ID",
        model_field="res_model",
        index="btree_not_null",
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
        roots, open_roots = families.enrol(self.env, move_ids, holders or {})
        if not roots:
            return
        roots = roots - {None} | families.attach(self.env, move_ids)
        if not roots:
            return
        families.lock(self.env, roots)
        self.env["crm.loyalty.grant"]._count(list(roots), list(open_roots))
        changes = self.env["crm.loyalty.grant"]._settle(list(roots))
        self.invalidate_model()
        if changes:
            self.env["crm.loyalty.account"]._apply(changes)
