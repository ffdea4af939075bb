from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.http import request
from odoo.tools import email_normalize_all

from .. import similar
from ..mail_providers import PROVIDERS


class CrmLead(models.Model):
    """Similar leads: Odoo's button, conversion and assignment ask the identity keys."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.identity.mixin"]

    duplicate_lead_ids = fields.Many2many(compute="_compute_duplicate_lead_ids")
    duplicate_lead_count = fields.Integer(compute="_compute_duplicate_lead_count")

    # Odoo looks for equal addresses, on conversion and assignment, and has an index for
    # parts of them only: that takes a hundred times as long.
    _email_normalized_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )

    @api.depends("similar_count")
    def _compute_duplicate_lead_count(self):
        for lead in self:
            lead.duplicate_lead_count = lead.similar_count

    @api.depends("similar_count")
    def _compute_duplicate_lead_ids(self):
        reasons = self._similar_reasons()
        for lead in self:
            ids = reasons.get(lead._origin.id, ())
            lead.duplicate_lead_ids = self.browse(ids) | lead

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._refuse_duplicates()
        if request and request.env.user._is_public():
            # A form of the website: nobody has seen the warning.
            leads._note_similar()
        return leads

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        # A letter to the alias of a team: it is never refused, but the note tells.
        self = self.with_context(crm_lead_tools_accept_duplicates=True)
        lead = super().message_new(msg_dict, custom_values)
        lead._note_similar()
        return lead

    def _compute_email_domain_criterion(self):
        """Mailboxes of Iranian providers say nothing of a company either."""
        result = super()._compute_email_domain_criterion()
        for lead in self:
            if lead.email_domain_criterion in PROVIDERS:
                lead.email_domain_criterion = lead.email_normalized
        return result

    def _get_lead_duplicates(self, partner=None, email=None, include_lost=False):
        """Asked of a lead, also those with the same phone and a name that does not
        disagree: assignment merges what this finds without asking.

        In the one search that Odoo takes, too: its own result says nothing more.
        """
        has_phone = len(self) == 1 and self.id and self.phone
        if not has_phone or "phone" not in self._certain_kinds():
            return super()._get_lead_duplicates(partner, email, include_lost)
        self._flush_identity()
        self._compile_nothing()
        domain = Domain(
            "id",
            "in",
            similar.certain(
                self.id, email_normalize_all(email), partner and partner.id
            ),
        )
        if include_lost:
            domain &= Domain("won_status", "!=", "won") & (
                Domain("type", "=", "opportunity") | Domain("active", "=", True)
            )
        else:
            domain &= Domain("won_status", "=", "pending") & Domain("active", "=", True)
        found = self.with_context(active_test=False).search(domain)
        return found | self if found else found

    def _certain_kinds(self):
        return self.env["crm.dedupe.rule"]._exact_kinds("crm.lead")[0]

    def _similar_open(self):
        """The similar leads that the user may see and that are not won: those that
        conversion offers. A domain or a customer in common makes no duplicate."""
        reasons = self._similar_reasons()[self.id]
        ids = [i for i, kinds in reasons.items() if set(kinds) - {"domain", "customer"}]
        leads = self.with_context(active_test=False).search([("id", "in", ids)])
        leads = leads.filtered(
            lambda lead: (
                lead.won_status != "won" and (lead.active or lead.type == "opportunity")
            )
        )
        return leads | self if leads else leads

    def _refuse_duplicates(self):
        rules = self.env["crm.dedupe.rule"]
        if self.env.context.get("crm_lead_tools_accept_duplicates") or not any(
            rules._exact_kinds("crm.lead", ("block",))
        ):
            return
        for lead_id, others in self._similar_reasons(("block",)).items():
            kinds = set().union(*others.values()) - {"domain", "customer"}
            if kinds:
                names = self._kind_names()
                raise ValidationError(
                    self.env._(
                        "“%(lead)s” is there already (%(reasons)s). Look for the lead"
                        " that exists, or ask your sales manager for it.",
                        lead=self.browse(lead_id).name,
                        reasons=", ".join(names[kind] for kind in sorted(kinds)),
                    )
                )

    def _note_similar(self):
        """Say in the chatter that there are similar leads, not which: everyone who
        sees this lead reads it."""
        for lead_id, others in self._similar_reasons().items():
            if others:
                names = self._kind_names()
                kinds = sorted(set().union(*others.values()))
                self.browse(lead_id)._message_log(
                    body=self.env._(
                        "Similar leads: %(count)s (%(reasons)s). The button above opens"
                        " them for review.",
                        count=len(others),
                        reasons=", ".join(names[kind] for kind in kinds),
                    )
                )

    @api.model
    def _identity_fields(self):
        return [
            *super()._identity_fields(),
            *("email_from", "partner_name", "contact_name", "partner_id"),
            *("email_domain_criterion", "company_id"),
        ]

    def _identity_texts(self):
        texts = super()._identity_texts()
        texts["emails"].append(self.email_from)
        return {
            **texts,
            "companies": [self.partner_name],
            "persons": [self.contact_name],
        }

    def _without_own(self, model, found):
        if model == "res.partner" and self.partner_id:
            return {}
        return found

    def _similar_name(self):
        who = self.user_id.name or self.team_id.name
        return f"{self.display_name} ({who})" if who else self.display_name
