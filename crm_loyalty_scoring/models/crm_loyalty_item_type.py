from ast import literal_eval

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain

INVOICE_AMOUNTS = ("amount_total_signed", "amount_untaxed_signed")
# What belongs to the machinery, or scores by other means.
REFUSED_MODELS = ("account.move.line", "res.groups", "res.users")
REFUSED_PREFIXES = ("base.", "bus.", "crm.loyalty.", "ir.", "mail.")


class CrmLoyaltyItemType(models.Model):
    """Which records of which model give points, and what counts of them.

    A non-financial item counts as long as it exists and matches the subtype; a
    financial one counts with its amount while it is confirmed. On invoices the type
    counts customer invoices less their credit notes.

    Written by: managers. `base` asks `_get_watched` at each change of a record; the
    answer is cached, so that models without an item rule pay nothing. A type that
    cannot be evaluated (its field was removed, say) keeps its problem for managers to
    see, and never blocks anybody from saving.
    """

    _name = "crm.loyalty.item.type"
    _description = "Loyalty Item Type"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    model_id = fields.Many2one(
        "ir.model",
        required=True,
        ondelete="cascade",
        domain=[("transient", "=", False), ("abstract", "=", False)],
    )
    model = fields.Char(
        string="Model Name", related="model_id.model", store=True, index=True
    )
    domain = fields.Char(
        string="Subtype",
        default="[]",
        required=True,
        help="Only items that match count. Other items of the model give nothing.",
    )
    partner_field = fields.Char(
        string="Contact Field",
        default="partner_id",
        required=True,
        help="Leads to the contact who gets the points.",
    )
    is_financial = fields.Boolean(
        string="Financial", help="The points depend on the amount of the item."
    )
    amount_field = fields.Char()
    confirmed_domain = fields.Char(
        string="Confirmed When",
        default="[]",
        required=True,
        help="A financial item gives points only while it is confirmed.",
    )
    problem = fields.Char(readonly=True, copy=False)
    rule_ids = fields.One2many("crm.loyalty.rule", "item_type_id", string="Rules")

    @api.constrains(
        "model_id",
        "domain",
        "partner_field",
        "is_financial",
        "amount_field",
        "confirmed_domain",
    )
    def _check_definition(self):
        for item_type in self:
            if problem := item_type._find_problem():
                raise ValidationError(problem)

    @api.model_create_multi
    def create(self, vals_list):
        item_types = super().create(vals_list)
        self.env.registry.clear_cache()
        return item_types

    def write(self, vals):
        if vals.keys() - {"name", "problem"}:
            vals = {**vals, "problem": False}
            self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    def _find_problem(self):
        """Why the definition cannot work, or None."""
        self.ensure_one()
        Model = self.env.get(self.model)
        if Model is None or Model._abstract or Model._transient:
            return self.env._("Records of this model are not kept. Choose another one.")
        if self.model in REFUSED_MODELS or self.model.startswith(REFUSED_PREFIXES):
            return self.env._(
                "Items of the model %(model)s cannot give points. Choose another one.",
                model=self.model_id.name,
            )
        partner = self._follow(self.partner_field)
        if partner is None or partner.comodel_name != "res.partner":
            return self.env._(
                "%(field)s does not lead to a contact. Choose a field that does.",
                field=self.partner_field,
            )
        for domain in (self.domain, self.confirmed_domain):
            try:
                Domain(literal_eval(domain)).validate(Model)
            except Exception as error:
                return self.env._(
                    "This condition does not fit the model: %(condition)s (%(error)s)",
                    condition=domain,
                    error=error,
                )
        if self.model == "account.move":
            return self._find_invoice_problem()
        if self.is_financial:
            amount = Model._fields.get(self.amount_field or "")
            if amount is None or amount.type not in ("float", "integer", "monetary"):
                return self.env._("Choose the field that holds the amount of the item.")
        return None

    def _find_invoice_problem(self):
        if not self.is_financial or self.amount_field not in INVOICE_AMOUNTS:
            return self.env._(
                "Invoices count with their total or untaxed amount in the currency of "
                "the company: choose %(total)s or %(untaxed)s.",
                total=INVOICE_AMOUNTS[0],
                untaxed=INVOICE_AMOUNTS[1],
            )
        if any(literal_eval(domain) for domain in (self.domain, self.confirmed_domain)):
            return self.env._(
                "Invoices count when they are posted. Leave the conditions empty."
            )
        return None

    def _follow(self, path):
        """The last field of a path, None where there is none."""
        Model, field = self.env[self.model], None
        for name in (path or "").split("."):
            field = Model._fields.get(name) if Model is not None else None
            if field is None:
                return None
            Model = self.env[field.comodel_name] if field.relational else None
        return field if field.relational else None

    # -- what base asks at each change ------------------------------------------------

    @api.model
    @tools.ormcache()
    def _get_watched(self):
        """{model: (item types with an active rule, fields that matter to them)}"""
        self.env.cr.execute("SELECT to_regclass('crm_loyalty_item_type')")
        if not self.env.cr.fetchone()[0]:
            return {}  # the addon is being installed or removed
        # sudo: everybody's records give points
        rules = self.env["crm.loyalty.rule"].sudo().search([("activity", "=", "item")])
        watched = {}
        for item_type in rules.item_type_id:
            if item_type.model != "account.move" and item_type.model in self.env:
                ids, names = watched.setdefault(item_type.model, ([], set()))
                ids.append(item_type.id)
                names |= item_type._get_fields()
        return watched

    def _get_fields(self):
        names = {"company_id", "currency_id", self.amount_field}
        names.add(self.partner_field.split(".")[0])
        for domain in (self.domain, self.confirmed_domain):
            conditions = Domain(literal_eval(domain)).iter_conditions()
            names |= {condition.field_expr.split(".")[0] for condition in conditions}
        return names

    def _find_counting(self, records):
        """{item type: ids of the records that count}"""
        found = {}
        for item_type in self:
            try:
                domain = Domain(literal_eval(item_type.domain))
                if item_type.is_financial:
                    domain &= Domain(literal_eval(item_type.confirmed_domain))
                with self.env.cr.savepoint(flush=False):
                    found[item_type] = set(records.filtered_domain(domain)._ids)
            except Exception as error:
                item_type._keep_problem(error)
        return found

    def _score(self, records, before=None):
        """Reconcile the points of records that were just saved.

        :param before: what `_find_counting` said before; who counted then takes no
            new rules now
        """
        before = before or {}
        items, quantities = [], {}
        for item_type, ids in self._find_counting(records).items():
            try:
                with self.env.cr.savepoint(flush=False):
                    rows = [item_type._read(record) for record in records]
            except Exception as error:
                item_type._keep_problem(error)
                continue
            for record, (row, amount) in zip(records, rows, strict=True):
                is_new = record.id in ids - before.get(item_type, set())
                items.append((*row, item_type.id if is_new else None))
                quantity = amount if record.id in ids else 0
                quantities[record.id, item_type.id] = quantity
        if items:
            self.env["crm.loyalty.source"]._reconcile_items(
                records._name, items, quantities
            )

    def _read(self, record):
        """(id, name, company, holder) of a record, and how much it counts for."""
        partner = record.mapped(self.partner_field)[:1]
        company = (
            ("company_id" in record._fields and record.company_id)
            or partner.company_id
            or record.create_uid.company_id
            or self.env.company
        )
        holder = partner._get_loyalty_holders().get(partner.id)
        row = record.id, record.display_name, company.id, holder
        return row, self._get_amount(record, company) if self.is_financial else 1

    def _get_amount(self, record, company):
        """The amount in the currency of the company, at the rate of the item's day."""
        amount = max(0, record[self.amount_field])
        currency = "currency_id" in record._fields and record.currency_id
        if not currency or currency == company.currency_id:
            return amount
        days = ("date", "date_order", "create_date")
        day = next(record[name] for name in days if name in record._fields)
        return currency._convert(amount, company.currency_id, company, day, round=False)

    def _keep_problem(self, error):
        problem = str(error) or type(error).__name__
        if self.problem != problem:
            self.problem = problem
