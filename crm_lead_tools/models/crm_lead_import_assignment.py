from ast import literal_eval
from collections import Counter

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from ..lookups import may_assign_others
from .crm_lead_import_write import CREATE_CONTEXT

# How many leads a digest names.
NAMED = 10


class CrmLeadImport(models.Model):
    """Who gets the leads of the rows that name no salesperson, and who is told."""

    _inherit = "crm.lead.import"

    assignment = fields.Selection(
        [
            ("fixed", "One salesperson"),
            ("round_robin", "Several in turn"),
            ("team_rules", "Rules of the sales teams"),
        ],
        default="fixed",
        required=True,
        help="Who gets the leads of the rows that name no salesperson. The rules are"
        " the domains and capacities of the teams and their members, as Odoo's own"
        " assignment has them.",
    )
    salesperson_id = fields.Many2one(
        "res.users",
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Gets the leads of the rows that name no salesperson. Empty: they stay"
        " unassigned.",
    )
    assignee_ids = fields.Many2many(
        "res.users",
        string="Salespeople",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Get the leads of the rows that name no salesperson, each as many.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Sales Team",
        domain="[('company_id', 'in', (False, company_id))]",
        help="Gets the leads of the rows that name no team. Empty: the team of the"
        " salesperson.",
    )

    def _check_assignment(self):
        if self.assignment == "fixed":
            return
        if not may_assign_others(self.env):
            raise UserError(
                self.env._(
                    "You may only import leads for yourself or without a salesperson."
                )
            )
        if self.assignment == "round_robin" and not self.assignee_ids:
            raise UserError(self.env._("Choose the salespeople who get the leads."))

    def _get_salesperson(self):
        return (
            self.salesperson_id if self.assignment == "fixed" else self.env["res.users"]
        )

    def _prepare_assignment(self, checker):
        if self.assignment != "round_robin":
            return
        loads = Counter(dict.fromkeys(self.assignee_ids.ids, 0))
        # Where an interrupted import had stopped.
        for user, count in self.env["crm.lead"]._read_group(
            [("import_id", "=", self.id), ("user_id", "in", self.assignee_ids.ids)],
            ["user_id"],
            ["__count"],
        ):
            loads[user.id] = count

        def next_salesperson_id():
            user_id = min(loads, key=loads.get)
            loads[user_id] += 1
            return user_id

        checker.next_salesperson_id = next_salesperson_id

    def _assign_by_team_rules(self, leads):
        """As Odoo assigns leads, but these alone: the team whose domain has the lead,
        of its members the one with most capacity left whose domain has it."""
        leads = leads.filtered(lambda lead: lead.import_id == self and not lead.user_id)
        if self.assignment != "team_rules" or not leads:
            return
        teams = self.team_id or self.env["crm.team"].search(
            [
                ("company_id", "in", (False, self.company_id.id)),
                ("assignment_optout", "=", False),
            ]
        )
        chosen = {}
        for team in teams:
            left = leads.browse().union(*(lead for lead in leads if lead not in chosen))
            mine = left.filtered(lambda lead, team=team: lead.team_id <= team)
            mine = mine.filtered_domain(literal_eval(team.assignment_domain or "[]"))
            chosen |= self._assign_to_members(team, mine)
        for member in set(chosen.values()):
            assigned = leads.filtered(lambda lead, m=member: chosen.get(lead) == m)
            assigned.with_context(**CREATE_CONTEXT).write(
                {"user_id": member.user_id.id, "team_id": member.crm_team_id.id}
            )

    def _assign_to_members(self, team, leads):
        members = team.crm_team_member_ids.filtered(
            lambda member: not member.assignment_optout and member.assignment_max > 0
        )
        loads = {member: member.lead_month_count for member in members}
        wanted = {
            member: leads.filtered_domain(
                literal_eval(member.assignment_domain or "[]")
            )
            for member in members
        }
        chosen = {}
        for lead in leads:
            candidates = [member for member in members if lead in wanted[member]]
            if candidates:
                member = min(candidates, key=lambda m: loads[m] / m.assignment_max)
                loads[member] += 1
                chosen[lead] = member
        return chosen

    def _tell_result(self):
        """One message for all, and one for each salesperson who got leads."""
        self.message_post(
            body=self.env._(
                "%(leads)s leads imported, %(updated)s updated, %(unchanged)s"
                " unchanged, %(skipped)s left out, %(errors)s errors: %(rows)s rows.",
                leads=self.imported_count,
                updated=self.updated_count,
                unchanged=self.unchanged_count,
                skipped=self.skipped_count,
                errors=self.error_count,
                rows=self.total_count,
            )
        )
        groups = self.env["crm.lead"]._read_group(
            [("import_id", "=", self.id), ("user_id", "not in", [False, self.env.uid])],
            ["user_id"],
            ["__count", "id:array_agg"],
        )
        for user, count, lead_ids in groups:
            self._tell_salesperson(user, count, sorted(lead_ids)[:NAMED])

    def _tell_salesperson(self, user, count, lead_ids):
        env = self.with_context(lang=user.lang).env
        leads = env["crm.lead"].browse(lead_ids)
        items = Markup().join(
            Markup('<li><a href="/odoo/crm.lead/%s">%s</a></li>') % (lead.id, lead.name)
            for lead in leads
        )
        more = count - len(leads)
        end = Markup("<p>%s</p>") % env._("… and %s more.", more) if more else ""
        opening = env._(
            "%(user)s has imported %(count)s leads for you:",
            user=self.user_id.name,
            count=count,
        )
        # Of no document: the import is not the salesperson's to see.
        env["mail.thread"].message_notify(
            partner_ids=user.partner_id.ids,
            subject=env._("%s new leads", count),
            body=Markup("<p>%s</p><ul>%s</ul>%s") % (opening, items, end),
        )
