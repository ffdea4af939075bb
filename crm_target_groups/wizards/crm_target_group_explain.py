from markupsafe import Markup

from odoo import api, fields, models

ICONS = {
    True: Markup('<i class="fa fa-fw fa-check text-success"></i>'),
    False: Markup('<i class="fa fa-fw fa-times text-danger"></i>'),
    None: Markup('<i class="fa fa-fw fa-info-circle text-muted"></i>'),
}


class CrmTargetGroupExplain(models.TransientModel):
    """Collects a group and a person; shows why the one is in the other, or why not."""

    _name = "crm.target.group.explain"
    _description = "Why in the Target Group, Why Not"

    group_id = fields.Many2one(
        "crm.target.group", string="Target Group", required=True, ondelete="cascade"
    )
    partner_id = fields.Many2one("res.partner", string="Contact", ondelete="cascade")
    lead_id = fields.Many2one("crm.lead", ondelete="cascade")
    explanation = fields.Html(compute="_compute_explanation", sanitize=False)

    @api.depends("group_id", "partner_id", "lead_id")
    def _compute_explanation(self):
        for wizard in self:
            identity = wizard.partner_id or wizard.lead_id
            reasons = ()
            if wizard.group_id and identity:
                reasons = wizard.group_id._origin._explain(identity._origin)
            items = (
                Markup('<li class="d-flex gap-2 py-1">%s <span>%s</span></li>')
                % (ICONS[holds], text)
                for holds, text in reasons
            )
            wizard.explanation = Markup(
                '<ul class="list-unstyled">%s</ul>'
            ) % Markup().join(items)
