from odoo import api, fields, models
from odoo.fields import Domain

# The kinds of identity that can be in a group, and their columns in each table of
# people.
IDENTITY_FIELDS = {"res.partner": "partner_id", "crm.lead": "lead_id"}


class CrmTargetGroupPerson(models.AbstractModel):
    """A row about one contact or one lead in one group: who it is, who may read it.

    Members, people left out and those who have left share it. Such rows are read
    through two boundaries, both record rules: the group must be visible to the reader,
    and the identity one that he may read (`is_accessible`). What a deleted identity
    leaves behind are its stays in the history (`crm.target.group.remembered`).
    """

    _name = "crm.target.group.person"
    _description = "Person in a Target Group"
    _log_access = False

    group_id = fields.Many2one("crm.target.group", required=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Contact", ondelete="cascade")
    lead_id = fields.Many2one("crm.lead", ondelete="cascade")

    # Shown of the identity
    kind = fields.Selection(
        [("contact", "Contact"), ("lead", "Lead")], compute="_compute_identity"
    )
    name = fields.Char(compute="_compute_identity", search="_search_name")
    email = fields.Char(compute="_compute_identity", search="_search_email")
    phone = fields.Char(compute="_compute_identity", search="_search_phone")
    is_accessible = fields.Boolean(
        compute="_compute_is_accessible", search="_search_is_accessible"
    )

    @api.depends("partner_id", "lead_id")
    def _compute_identity(self):
        for row in self:
            partner, lead = row.partner_id, row.lead_id
            row.kind = "contact" if partner else "lead"
            row.name = partner.display_name or (
                lead.contact_name or lead.partner_name or lead.name
            )
            row.email = partner.email or lead.email_from
            row.phone = partner.phone or lead.phone

    # The field is declared where archived people are hidden: not in the history.
    @api.depends("partner_id.active", "lead_id.active")
    def _compute_active(self):
        for row in self:
            row.active = row.partner_id.active or row.lead_id.active

    def _search_name(self, operator, value):
        return self._search_identity(
            Domain("complete_name", operator, value),
            Domain.OR(
                Domain(fname, operator, value)
                for fname in ("contact_name", "partner_name", "name")
            ),
            operator,
        )

    def _search_email(self, operator, value):
        return self._search_identity(
            Domain("email", operator, value),
            Domain("email_from", operator, value),
            operator,
        )

    def _search_phone(self, operator, value):
        domain = Domain("phone_mobile_search", operator, value)
        return self._search_identity(domain, domain, operator)

    def _search_active(self, operator, value):
        domain = Domain("active", operator, value)
        return self._search_identity(domain, domain, operator)

    def _search_identity(self, partner_domain, lead_domain, operator):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        # any!: the record rule already keeps to the identities the reader may see, and
        # a reader without any right on leads may still search his contacts.
        return Domain("partner_id", "any!", partner_domain, internal=True) | Domain(
            "lead_id", "any!", lead_domain, internal=True
        )

    @api.depends("partner_id", "lead_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_accessible(self):
        # Record rules are evaluated as superuser: ask again as the user himself.
        readable = {
            fname: self[fname].sudo(False)._filtered_access("read")
            for fname in IDENTITY_FIELDS.values()
        }
        for row in self:
            row.is_accessible = any(
                row[fname] and row[fname].id in records._ids
                for fname, records in readable.items()
            )

    def _search_is_accessible(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(map(self._accessible_domain, IDENTITY_FIELDS))

    def _accessible_domain(self, model):
        fname = IDENTITY_FIELDS[model]
        # Record rules are evaluated as superuser: ask again as the user himself.
        if not self.env[model].sudo(False).has_access("read"):
            return Domain.FALSE
        rules = self.env["ir.rule"].sudo(False)._compute_domain(model, "read")
        if rules.is_true():
            return Domain(fname, "!=", False)
        # The domain of the rules becomes a join. A query would become `IN (SELECT ...)`
        # below an OR, which PostgreSQL walks through for every single row.
        return Domain(fname, "any!", rules, internal=True)

    def action_open_identity(self):
        self.ensure_one()
        identity = self.partner_id or self.lead_id
        return identity.get_formview_action()
