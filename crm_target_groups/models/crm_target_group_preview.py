from markupsafe import Markup
from psycopg2.errors import QueryCanceled

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, mute_logger
from odoo.tools.i18n import format_list

from .. import preview_statements, statements
from .crm_target_group_person import IDENTITY_FIELDS
from .crm_target_group_rule import RULE_FIELDS

PATIENCE = 5000  # milliseconds that a form may wait for the numbers


class CrmTargetGroup(models.Model):
    """Whom the rule being edited would bring in: numbers and a few names, at once.

    The rule, the included and excluded groups and the pins count together, as a refresh
    would have it; nothing is stored. The rule sees what its owner sees, and the reader
    is told only of those whom he may read.
    """

    _inherit = "crm.target.group"

    preview = fields.Html(
        string="With This Rule",
        compute="_compute_preview",
        compute_sudo=False,
        sanitize=False,
    )

    @api.depends(*sorted(RULE_FIELDS))
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_preview(self):
        for group in self:
            group.preview = group.is_smart and group._render_preview()

    def _render_preview(self):
        try:
            self._check_rule()
            counts, people = self._preview()
        except ValidationError as error:
            return Markup("<p class='text-danger mb-0'>%s</p>") % error.args[0]
        except QueryCanceled:
            return Markup("<p class='text-muted mb-0'>%s</p>") % self.env._(
                "This takes too long to be counted while you edit: save, then refresh."
            )
        except Exception as error:  # the rule of a user: anything may be wrong with it
            return Markup("<p class='text-danger mb-0'>%s</p>") % self.env._(
                "The rule does not work: %s", error
            )
        return self._preview_html(counts, people)

    def _preview(self):
        """({count: number}, records for a sample): see `preview_statements`."""
        owned = self._as_owner()
        members = owned.env["crm.target.group.member"]
        groups = {
            "included": owned.include_group_ids._origin._effective_groups(),
            "excluded": owned.exclude_group_ids._origin._effective_groups(),
        }
        parts = []
        for model, column in IDENTITY_FIELDS.items():
            inside = {
                name: [
                    statements.people(
                        column, members._search([("group_id", "in", ids)])
                    )
                ]
                for name, ids in ((name, g.ids) for name, g in groups.items())
                if ids
            }
            parts.append(
                preview_statements.parts(
                    column,
                    rule=owned._wanted_selects(model),
                    included=inside.get("included", []),
                    excluded=inside.get("excluded", []),
                    group_id=self._origin.id or 0,
                    visible=self._preview_visible(model),
                )
            )
        query = self.env.execute_query
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint(flush=False):
            query(preview_statements.limit_time(PATIENCE))
            [row] = query(preview_statements.preview(parts))
            query(preview_statements.limit_time(0))
        *numbers, partner_ids, lead_ids = row
        people = [
            *self.env["res.partner"].browse(partner_ids or ()),
            *self.env["crm.lead"].browse(lead_ids or ()),
        ]
        counts = dict(zip(preview_statements.COUNTS, numbers, strict=True))
        return counts, people[: preview_statements.SAMPLE]

    def _preview_visible(self, model):
        if not self.env[model].has_access("read"):
            return SQL("SELECT NULL::int4 WHERE FALSE")
        return self.env[model]._search([]).select()

    def _preview_html(self, counts, people):
        number = {
            name: self.env["ir.qweb.field.integer"].value_to_html(count, {})
            for name, count in counts.items()
        }
        lines = {
            "contacts": self.env._("contacts match the rule"),
            "leads": self.env._("leads match the rule"),
            "included": self.env._("members of included groups"),
            "excluded": self.env._("of them are in an excluded group: they stay out"),
            "left_out": self.env._("of them are left out for good"),
            "pinned": self.env._("are in by hand, whatever the rule"),
        }
        items = Markup().join(
            Markup("<li><b>%s</b> %s</li>") % (number[name], text)
            for name, text in lines.items()
            if counts[name] or name in self._preview_always()
        )
        total = self.env._(
            "%(people)s people would be in the group: %(contacts)s contacts and "
            "%(leads)s leads.",
            people=number["people"],
            contacts=number["contact_members"],
            leads=number["lead_members"],
        )
        html = Markup("<p class='fw-bold mb-1'>%s</p><ul class='mb-1'>%s</ul>")
        html %= (total, items)
        if people:
            names = format_list(self.env, [person.display_name for person in people])
            if counts["contact_members"] + counts["lead_members"] > len(people):
                names = self.env._("%s …", names)
            html += Markup("<p class='text-muted mb-0'>%s</p>") % self.env._(
                "For example: %s", names
            )
        return html

    def _preview_always(self):
        """Counts that are shown although they are nothing: those of the rules."""
        scopes = {"contacts": self.partner_scope, "leads": self.lead_scope}
        return {name for name, scope in scopes.items() if scope != "none"}
