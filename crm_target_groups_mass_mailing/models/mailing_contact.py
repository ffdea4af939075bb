from odoo import api, fields, models
from odoo.fields import Domain

from .. import statements


class MailingContact(models.Model):
    """An address of mailing lists, and the contact or lead that it belongs to."""

    _inherit = "mailing.contact"

    target_partner_id = fields.Many2one(
        "res.partner", string="Contact", compute="_compute_target_identity"
    )
    target_lead_id = fields.Many2one(
        "crm.lead", string="Lead", compute="_compute_target_identity"
    )
    target_group_ids = fields.Many2many(
        "crm.target.group",
        string="Target Groups",
        compute="_compute_target_identity",
        search="_search_target_group_ids",
    )

    @api.depends("email_normalized")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_target_identity(self):
        behind = {}
        if self.ids:
            addresses = self._search([("id", "in", self.ids)])
            rows = self.env.execute_query(self._people_behind(addresses))
            behind = {row[0]: row[1:] for row in rows}
        for address in self:
            partner_id, lead_id = behind.get(address.id, (None, None))
            address.target_partner_id = partner_id
            address.target_lead_id = lead_id
            identity = address.target_partner_id or address.target_lead_id
            address.target_group_ids = identity.target_group_ids

    def _search_target_group_ids(self, operator, value):
        if operator != "in":
            return NotImplemented
        groups = self.env["crm.target.group"].search([("id", "in", list(value))])
        # Through the rules of the user: of hidden groups nobody is found.
        return Domain("email_normalized", "in", statements.emails_inside(groups.ids))

    @api.model
    def _people_behind(self, addresses):
        """SELECT of (address, contact, lead), among those that the user may read."""
        known = Domain("email_normalized", "!=", False)
        queries = []
        for model in ("res.partner", "crm.lead"):
            records = self.env[model]
            domain = known if records.has_access("read") else Domain.FALSE
            # sudo: of a model that the user may not read, nobody
            records = records if records.has_access("read") else records.sudo()
            queries.append(records._search(domain))
            records.flush_model(["email_normalized"])
        self.flush_model(["email_normalized"])
        return statements.behind(addresses, *queries)
