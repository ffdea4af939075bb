import json
import logging
import tempfile

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..lazy_text import is_rtl
from ..lead_export import ExportOptions, LeadExport

_logger = logging.getLogger(__name__)

GROUP = "base.group_allow_export"
# Up to here the workbook can be sent back in one piece.
COMES_BACK = 50_000


class CrmLeadExport(models.TransientModel):
    """A search result of leads that becomes a workbook.

    The leads are those that the user finds, by the search or the selection he opened
    this from: nothing is exported that he may not read, whatever ids are asked for.
    """

    _name = "crm.lead.export"
    _description = "Export of Leads"

    domain = fields.Char(required=True, default="[]")
    order = fields.Char()
    active_test = fields.Boolean(default=True)
    lead_count = fields.Integer("Leads", compute="_compute_lead_count")
    by_stage = fields.Boolean(
        "A Sheet for Each Stage",
        help="The leads of each stage in a sheet of their own, in the order of the"
        " stages.",
    )
    with_totals = fields.Boolean(
        "Totals",
        default=True,
        help="A sheet with the number of leads and their revenue by stage.",
    )

    @api.model
    def default_get(self, fields):
        """From a selection: all leads of the search, if all are selected."""
        values = super().default_get(fields)
        context = self.env.context
        active_ids = context.get("active_ids")
        if context.get("active_model") == "crm.lead" and active_ids:
            # sudo: how many ids the client sends of a selection
            parameters = self.env["ir.config_parameter"].sudo()
            limit = int(parameters.get_param("web.active_ids_limit", 20_000))
            is_search = bool(context.get("active_domain")) and len(active_ids) >= limit
            domain = (
                context["active_domain"] if is_search else [("id", "in", active_ids)]
            )
            values["domain"] = json.dumps(domain)
            # Whoever selects an archived lead wants it.
            values["active_test"] = is_search and context.get("active_test", True)
        return values

    @api.depends("domain", "active_test")
    def _compute_lead_count(self):
        for export in self:
            leads = export._leads()
            export.lead_count = leads.search_count(export._get_domain())

    def action_download(self):
        self.ensure_one()
        self._check_right()
        if not self.lead_count:
            raise UserError(self.env._("There is no lead to export."))
        return {
            "type": "ir.actions.act_url",
            "url": f"/crm_lead_tools/export/{self.id}.xlsx",
            "target": "download",
        }

    def _check_right(self):
        self.check_access("read")
        if not self.env.user.has_group(GROUP):
            raise AccessError(
                self.env._(
                    "You have no right to export. Ask your administrator for it."
                )
            )

    def _write_workbook(self):
        """The workbook as an open temporary file, which is gone when it is closed."""
        self._check_right()
        leads = self._search_leads()
        # It lives as long as the answer to the request.
        file = tempfile.TemporaryFile(prefix="lead_export_")  # noqa: SIM115
        options = ExportOptions(
            self.by_stage, self.with_totals, self._get_date_format(), is_rtl(self.env)
        )
        columns = self.env["crm.lead.import"]._get_columns()
        LeadExport(self.env, options, columns).write_to(file, leads)
        _logger.info(
            "User %d exported %d leads. Domain: %s",
            self.env.uid,
            len(leads),
            self.domain,
        )
        file.seek(0)
        return file

    def _search_leads(self):
        order = self._get_order()
        if self.by_stage:
            order = f"stage_id, {order}"
        return self._leads().search(self._get_domain(), order=order)

    def _leads(self):
        return self.env["crm.lead"].with_context(active_test=self.active_test)

    def _get_domain(self):
        try:
            domain = json.loads(self.domain)
            self.env["crm.lead"].check_access("read")
            fields.Domain(domain).validate(self.env["crm.lead"])
        except ValueError as error:
            raise ValidationError(
                self.env._("The search cannot be read: open the export again.")
            ) from error
        return domain

    def _get_order(self):
        """The order of the list, as far as it is one of leads."""
        names = self.env["crm.lead"]._fields
        terms = [term.split() for term in (self.order or "").split(",")]
        known = [
            " ".join(term)
            for term in terms
            if term
            and term[0] in names
            and term[0] != "stage_id"
            and names[term[0]].store
            and [word.lower() for word in term[1:]] in ([], ["asc"], ["desc"])
        ]
        return ", ".join([*known, self.env["crm.lead"]._order])

    def _get_date_format(self):
        """Hook: how dates are shown, in the notation of Excel."""
        return "yyyy-mm-dd"
