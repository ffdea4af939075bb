from odoo import api, fields, models
from odoo.fields import Domain

from .crm_target_group_member import SOURCES

ENDINGS = [
    ("removed", "Taken out by hand"),
    ("moved", "Moved to another group"),
    ("unmatched", "The rule no longer matches"),
    ("deleted", "Contact or lead deleted"),
]


class CrmTargetGroupRemembered(models.AbstractModel):
    """A row of the history: it outlives the contact or lead that it is about.

    When one is deleted, its name stays in the history, unless a setting forbids that;
    no more is known of the person. Who reads such a row is decided as before, by the
    company, and for leads by the salesperson. Archived people are not hidden here: they
    were in the group, and the numbers of a past day must not change.
    """

    _name = "crm.target.group.remembered"
    _description = "Person in the History of a Target Group"
    _inherit = ["crm.target.group.person"]
    _log_access = False

    partner_id = fields.Many2one(ondelete="set null")
    lead_id = fields.Many2one(ondelete="set null")
    source = fields.Selection(SOURCES, string="Came In", readonly=True)
    ending = fields.Selection(ENDINGS, string="Went Out", readonly=True)
    deleted_kind = fields.Char(readonly=True)
    deleted_name = fields.Char(readonly=True)
    deleted_company_id = fields.Many2one(
        "res.company", readonly=True, ondelete="cascade"
    )
    deleted_user_id = fields.Many2one("res.users", readonly=True, ondelete="set null")

    @api.depends("deleted_kind", "deleted_name")
    def _compute_identity(self):
        gone = self.filtered("deleted_kind")
        super(CrmTargetGroupRemembered, self - gone)._compute_identity()
        for row in gone:
            row.kind = row.deleted_kind
            row.name = self.env._("%s (deleted)", row.deleted_name or "…")
            row.email = row.phone = False

    def _search_name(self, operator, value):
        domain = super()._search_name(operator, value)
        if domain is NotImplemented:
            return domain
        return domain | Domain("deleted_name", operator, value)

    @api.depends("deleted_kind")
    def _compute_is_accessible(self):
        gone = self.filtered("deleted_kind")
        super(CrmTargetGroupRemembered, self - gone)._compute_is_accessible()
        accessible = gone.filtered_domain(self._accessible_gone_domain())
        for row in gone:
            row.is_accessible = row in accessible

    def _search_is_accessible(self, operator, value):
        domain = super()._search_is_accessible(operator, value)
        if domain is NotImplemented:
            return domain
        return domain | self._accessible_gone_domain()

    @api.model
    def _accessible_gone_domain(self):
        """Deleted people whom the user could read, by what is still known of them."""
        companies = Domain("deleted_company_id", "in", [*self.env.companies.ids, False])
        leads = Domain("deleted_kind", "=", "lead")
        # Record rules are evaluated as superuser: ask for the user himself.
        user = self.env.user
        if not self.env["crm.lead"].sudo(False).has_access("read"):
            leads = Domain.FALSE
        elif not user.has_group("sales_team.group_sale_salesman_all_leads"):
            leads &= Domain("deleted_user_id", "in", (False, user.id))
        return companies & (Domain("deleted_kind", "=", "contact") | leads)

    def action_open_identity(self):
        self.ensure_one()
        return bool(self.partner_id or self.lead_id) and super().action_open_identity()
