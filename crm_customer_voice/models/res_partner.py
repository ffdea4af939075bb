from odoo import fields, models

READERS = "sales_team.group_sale_salesman"


class ResPartner(models.Model):
    """What is special about a contact, and what it has complained of."""

    _inherit = "res.partner"

    complaint_ids = fields.One2many(
        "crm.complaint", "partner_id", string="Complaints", groups=READERS
    )
    complaint_count = fields.Integer(
        "Number of Complaints", compute="_compute_complaint_count", groups=READERS
    )
    trait_ids = fields.Many2many(
        "crm.customer.trait",
        string="Traits",
        groups=READERS,
        help="What is special about this person: character, values, interests.",
    )
    decision_style = fields.Selection(
        [
            ("price", "By price"),
            ("quality", "By quality"),
            ("speed", "By delivery"),
            ("trust", "By trust"),
            ("facts", "By facts and figures"),
        ],
        string="Decides",
        groups=READERS,
    )
    contact_style = fields.Selection(
        [
            ("phone", "By phone"),
            ("message", "By message"),
            ("email", "By e-mail"),
            ("visit", "In person"),
        ],
        string="Prefers to Talk",
        groups=READERS,
    )
    contact_hours = fields.Char("Best Time to Call", groups=READERS)
    special_note = fields.Html("Special Notes", groups=READERS)

    def _compute_complaint_count(self):
        # As contacts of Odoo count: a company with all its people.
        people = self.with_context(active_test=False).search_fetch(
            [("id", "child_of", self.ids)], ["parent_id"]
        )
        counts = dict(
            self.env["crm.complaint"]._read_group(
                [("partner_id", "in", people.ids)], ["partner_id"], ["__count"]
            )
        )
        self.complaint_count = 0
        asked = set(self._ids)
        for partner, count in counts.items():
            while partner:
                if partner.id in asked:
                    partner.complaint_count += count
                partner = partner.parent_id

    def action_view_complaints(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_customer_voice.crm_complaint_action"
            ),
            "domain": [("partner_id", "child_of", self.id)],
            "context": {"default_partner_id": self.id},
        }
