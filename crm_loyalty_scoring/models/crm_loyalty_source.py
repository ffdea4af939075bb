from odoo import api, fields, models
from odoo.tools import split_every

from .. import earning, families
from ..kept_rows import KeptMany2one, keep

# What the statements below and those of the grants read, and must find in the database.
READ_FIELDS = {
    "account.move": [
        "amount_total_signed",
        "amount_untaxed_signed",
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
    "crm.loyalty.item.type": ["amount_field", "model"],
    "crm.loyalty.program": [
        "active",
        "company_id",
        "precision",
        "profile_type_id",
        "rounding",
    ],
    "crm.loyalty.rule": [
        "active",
        "activity",
        "amount_step",
        "item_type_id",
        "points",
        "product_id",
        "program_id",
        "recorded_at",
    ],
    "crm.loyalty.tier": ["active", "program_id", "threshold"],
}

# Families that one statement reckons: the planner knows nothing of rows that were just
# entered, and joins them in a time that grows with the square of their number.
FAMILIES = 500


class CrmLoyaltySource(models.Model):
    """A document (an invoice, a credit note, an item) that points come from, in one
    program.

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
    root_id = KeptMany2one(
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
    account_id = KeptMany2one(
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

    def init(self):
        keep(self)
        families.ENROL.define(self.env)
        earning.GIVE.define(self.env)

    @api.model
    def _reconcile(self, move_ids: list[int], holders: dict[int, int] | None = None):
        """Give or take the points that these customer invoices and credit notes, some
        of them perhaps deleted, should have given and have not.

        :param holders: {invoice: contact that holds its points} of the invoices that
            were just decided on. They enter programs, and take the rules of this moment
            for products that have none yet; any other invoice is only checked against
            what it pinned, so that to repeat is always safe.
        """
        # sudo: who posts an invoice needs no rights on loyalty
        self = self.sudo()
        self._flush_read_fields()
        enrolled = families.enrol(self.env, move_ids, holders or {})
        if enrolled.roots == enrolled.new:
            self._give(enrolled)
            return
        roots = enrolled.roots - {None} | families.attach(self.env, move_ids)
        if roots:
            families.lock(self.env, roots - enrolled.new)
            changes = []
            for some in split_every(FAMILIES, roots, set):
                grants = self.env["crm.loyalty.grant"]
                grants._count(list(some), list(some & enrolled.open))
                changes += grants._settle(list(some))
            self.invalidate_model()
            if changes:
                self.env["crm.loyalty.account"]._apply(changes)

    @api.model
    def _give(self, enrolled):
        """Give the points of documents that were never counted and have no relatives:
        what was there before needs no look."""
        if enrolled.new:
            Account = self.env["crm.loyalty.account"]
            changed, changes = earning.give(self.env, enrolled.new, enrolled.accounts)
            if changes:
                changed += Account._store(changes)
            Account._follow_changes(changed)

    @api.model
    def _reconcile_items(self, model: str, items, quantities):
        """Give or take the points of items that are no invoices.

        :param items: what `families.enrol_items` wants
        :param quantities: {(id, item type): what counts of it now}
        """
        # sudo: who saves an item needs no rights on loyalty
        self = self.sudo()
        self._flush_read_fields()
        enrolled = families.enrol_items(self.env, model, items)
        if not enrolled.roots:
            return
        families.lock(self.env, enrolled.roots - enrolled.new)
        sources = {}
        for source in self.browse(enrolled.roots):
            sources.setdefault(source.res_id, []).append(source.id)
        rows = [
            (source, item_type, quantity)
            for (res_id, item_type), quantity in quantities.items()
            for source in sources.get(res_id, ())
        ]
        roots = list(enrolled.roots)
        self.env["crm.loyalty.grant"]._count_items(rows, roots, list(enrolled.open))
        self._settle(roots)

    @api.model
    def _forget_items(self, model: str, ids: list[int]):
        """Take back what deleted items gave."""
        # sudo: who deletes an item needs no rights on loyalty
        roots = self.sudo().search([("res_model", "=", model), ("res_id", "in", ids)])
        if roots:
            families.lock(self.env, roots.ids)
            self.env["crm.loyalty.grant"].sudo()._count_items([], roots.ids, [])
            roots._settle(roots.ids)

    def _reconcile_again(self):
        """Reconcile the families of these roots with what their documents say now."""
        family = self.search([("root_id", "in", self.ids)])
        for model, sources in family.grouped("res_model").items():
            if model == "account.move":
                self._reconcile(sources.mapped("res_id"))
            elif quantities := sources._get_item_quantities(model):
                roots = sources.ids
                rows = [
                    (source.id, item_type, quantity)
                    for (res_id, item_type), quantity in quantities.items()
                    for source in sources
                    if source.res_id == res_id
                ]
                families.lock(self.env, roots)
                self.env["crm.loyalty.grant"]._count_items(rows, roots, [])
                self._settle(roots)

    def _get_item_quantities(self, model):
        """{(id, item type): what counts of it now} of the items behind the sources."""
        grants = self.grant_ids
        ids = self.mapped("res_id")
        records = self.env[model].browse(ids) if model in self.env else None
        records = records.exists() if records is not None else self.browse()
        quantities = {}
        for item_type, ids in grants.item_type_id._find_counting(records).items():
            amounts = {r.id: item_type._read(r)[1] for r in records if r.id in ids}
            for grant in grants.filtered(lambda g, t=item_type: g.item_type_id == t):
                res_id = grant.source_id.res_id
                quantities[res_id, item_type.id] = amounts.get(res_id, 0)
        return quantities

    @api.model
    def _settle(self, roots: list[int]):
        changes = self.env["crm.loyalty.grant"]._settle(roots)
        self.invalidate_model()
        if changes:
            self.env["crm.loyalty.account"]._apply(changes)

    @api.model
    def _flush_read_fields(self):
        for model, names in READ_FIELDS.items():
            self.env[model].flush_model(names)
