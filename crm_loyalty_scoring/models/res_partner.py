from odoo import api, fields, models

from ..ledger import DIGITS

SHOWN = 40  # entries in the form of a contact


class ResPartner(models.Model):
    _inherit = "res.partner"

    loyalty_profile_type_ids = fields.Many2many(
        "crm.loyalty.profile.type",
        "crm_loyalty_profile_type_res_partner_rel",
        "partner_id",
        "profile_type_id",
        string="Profile Types",
        default=lambda self: self._default_loyalty_profile_type_ids(),
        help="The contact collects points in the loyalty program of each type.",
    )
    loyalty_account_ids = fields.One2many(
        "crm.loyalty.account",
        "partner_id",
        string="Loyalty Accounts",
        groups="crm_loyalty_scoring.group_user",
    )
    loyalty_balance = fields.Float(
        string="Loyalty Points",
        digits=DIGITS,
        compute="_compute_loyalty",
        groups="crm_loyalty_scoring.group_user",
    )
    loyalty_tier_names = fields.Char(
        string="Loyalty Levels",
        compute="_compute_loyalty",
        groups="crm_loyalty_scoring.group_user",
    )

    loyalty_next = fields.Char(
        string="Next Loyalty Level",
        compute="_compute_loyalty",
        groups="crm_loyalty_scoring.group_user",
    )
    loyalty_entry_ids = fields.Many2many(
        "crm.loyalty.entry",
        string="Latest Points",
        compute="_compute_loyalty_entry_ids",
        groups="crm_loyalty_scoring.group_user",
    )

    @api.model
    def _default_loyalty_profile_type_ids(self):
        # not env.ref, which would ask the database once per contact
        customer_id = self.env["ir.model.data"]._xmlid_to_res_id(
            "crm_loyalty_scoring.crm_loyalty_profile_type_customer"
        )
        return [customer_id] if customer_id else []

    @api.depends_context("allowed_company_ids")
    def _compute_loyalty(self):
        holders = self._get_loyalty_holders()
        accounts = self.env["crm.loyalty.account"].search_fetch(
            [
                ("partner_id", "in", list(holders.values())),
                ("company_id", "in", self.env.companies.ids),
            ],
            ["partner_id", "balance", "tier_id"],
        )
        by_partner = accounts.grouped(lambda account: account.partner_id.id)
        for partner in self:
            own = by_partner.get(holders.get(partner._origin.id), accounts.browse())
            partner.loyalty_balance = sum(own.mapped("balance"))
            partner.loyalty_tier_names = ", ".join(own.tier_id.mapped("name"))
            nearest = own.filtered("next_tier_id").sorted("points_to_next")[:1]
            partner.loyalty_next = nearest._get_next_words() if nearest else False

    @api.depends("loyalty_account_ids")
    def _compute_loyalty_entry_ids(self):
        for partner in self:
            partner.loyalty_entry_ids = self.env["crm.loyalty.entry"].search(
                [("account_id", "in", partner.loyalty_account_ids.ids)], limit=SHOWN
            )

    def action_view_loyalty_accounts(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_loyalty_scoring.crm_loyalty_account_action"
        )
        holder_id = self._get_loyalty_holders()[self.id]
        accounts = self.env["crm.loyalty.account"].search(
            [("partner_id", "=", holder_id)]
        )
        if len(accounts) == 1:
            action |= {"res_id": accounts.id, "views": [(False, "form")]}
        return action | {"domain": [("partner_id", "=", holder_id)], "context": {}}

    def _get_loyalty_holders(self):
        """{partner: contact that holds its points}. Addresses hold none: the points of
        an invoice to one go to the contact it belongs to."""
        holders = {}
        # sudo: the parent may be hidden from the user
        for partner in self._origin.sudo():
            holder = partner
            while holder.parent_id and holder.type not in ("contact", False):
                holder = holder.parent_id
            holders[partner.id] = holder.id
        return holders

    def _get_loyalty_owner(self, program):
        """Who follows up the forms of a contact: its salesperson, that of its company,
        or the fallback of the program, the first who can see them."""
        partner = self.commercial_partner_id
        for user in (self.user_id, partner.user_id, program.user_id):
            if (
                user.active
                and program.company_id in user.company_ids
                and user.has_group("crm_loyalty_scoring.group_user")
            ):
                return user
        return self.env["res.users"]

    def _invalidate_loyalty(self):
        self.invalidate_model(
            [
                "loyalty_balance",
                "loyalty_entry_ids",
                "loyalty_next",
                "loyalty_tier_names",
            ]
        )
