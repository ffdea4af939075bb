from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmComplaint(models.Model):
    """A market complaint: a pain point that a customer, or the market, has told us.

    Written by: salespeople, their own; sales managers, all. Invariant: `date_closed` is
    set if and only if the stage is a settled one.
    """

    _name = "crm.complaint"
    _description = "Market Complaint"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "priority desc, date desc, id desc"
    _rec_names_search = ["name", "partner_id"]

    name = fields.Char("Subject", required=True, tracking=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index="btree_not_null",
        tracking=True,
        ondelete="restrict",
        help="Who complains. Empty: heard in the market, of nobody in particular.",
    )
    lead_id = fields.Many2one(
        "crm.lead",
        string="Lead or Opportunity",
        index="btree_not_null",
        ondelete="set null",
        domain="[('partner_id', '=?', partner_id)]",
    )
    category_id = fields.Many2one(
        "crm.complaint.category", required=True, ondelete="restrict", tracking=True
    )
    product_id = fields.Many2one(
        "product.product",
        index="btree_not_null",
        ondelete="set null",
        domain="[('sale_ok', '=', True)]",
    )
    stage_id = fields.Many2one(
        "crm.complaint.stage",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        copy=False,
        default=lambda self: self.env["crm.complaint.stage"].search([], limit=1),
        group_expand="_read_group_stage_ids",
    )
    is_closed = fields.Boolean(related="stage_id.is_closed", string="Settled")
    priority = fields.Selection(
        [("0", "Low"), ("1", "Medium"), ("2", "High"), ("3", "Very High")],
        default="0",
        tracking=True,
    )
    channel = fields.Selection(
        [
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("message", "Message"),
            ("visit", "Visit"),
            ("other", "Other"),
        ],
        string="Received By",
        default="phone",
    )
    date = fields.Date(
        "Received On", required=True, default=fields.Date.context_today, tracking=True
    )
    date_closed = fields.Date("Settled On", readonly=True, copy=False)
    days = fields.Integer(
        "Days Until Settled",
        compute="_compute_days",
        store=True,
        aggregator="avg",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        index=True,
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    description = fields.Html("Pain Point", help="In the words of the customer.")
    resolution = fields.Html("Answer", help="What was agreed on or done.")

    @api.depends("date", "date_closed")
    def _compute_days(self):
        for complaint in self:
            closed = complaint.date_closed
            complaint.days = (closed - complaint.date).days if closed else 0

    @api.model
    def _read_group_stage_ids(self, stages, _domain):
        return stages.search([])  # pylint: disable=no-search-all  # a handful

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.lead_id and self.lead_id.partner_id != self.partner_id:
            self.lead_id = False

    @api.onchange("lead_id")
    def _onchange_lead_id(self):
        if self.lead_id and not self.partner_id:
            self.partner_id = self.lead_id.partner_id

    @api.constrains("date")
    def _check_date(self):
        for complaint in self:
            if complaint.date > fields.Date.context_today(complaint):
                raise UserError(
                    self.env._("A complaint cannot have been received in the future.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        complaints._date_closing()
        return complaints

    def write(self, vals):
        result = super().write(vals)
        if "stage_id" in vals:
            self._date_closing()
        return result

    def _date_closing(self):
        """Whatever has come to a settled stage is settled today."""
        settled = self.filtered(lambda c: c.is_closed and not c.date_closed)
        settled.date_closed = fields.Date.context_today(self)
        reopened = self.filtered(lambda c: not c.is_closed and c.date_closed)
        reopened.date_closed = False
        # Who waited for the answer waits no more.
        settled.activity_unlink(["mail.mail_activity_data_todo"])
