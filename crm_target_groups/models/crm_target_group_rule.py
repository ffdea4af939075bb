from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .. import rule_domain
from .crm_target_group_person import IDENTITY_FIELDS

# model: (field that says who is meant, field with the rule)
RULES = {
    "res.partner": ("partner_scope", "partner_domain"),
    "crm.lead": ("lead_scope", "lead_domain"),
}
RULE_FIELDS = {
    *("group_type", "user_id", "company_id", "include_group_ids", "exclude_group_ids"),
    *(name for names in RULES.values() for name in names),
}


class CrmTargetGroup(models.Model):
    """The rule of a smart group: whom it brings in.

    The people of the rule are the contacts and leads that match, and the members of the
    included groups, less those of the excluded groups, less those left out for good.
    People added by hand are in, whatever the rule. The rule is applied by `_refresh`.
    """

    _inherit = "crm.target.group"

    group_type = fields.Selection(
        [("static", "Filled by hand"), ("smart", "Smart: filled by a rule")],
        required=True,
        default="static",
        tracking=True,
    )
    is_smart = fields.Boolean(compute="_compute_is_smart")
    partner_scope = fields.Selection(
        [("none", "None"), ("rule", "Those who match"), ("all", "All")],
        string="Contacts by the Rule",
        required=True,
        default="none",
    )
    partner_domain = fields.Char(string="Rule for Contacts", default="[]")
    lead_scope = fields.Selection(
        [("none", "None"), ("rule", "Those that match"), ("all", "All")],
        string="Leads by the Rule",
        required=True,
        default="none",
    )
    lead_domain = fields.Char(string="Rule for Leads", default="[]")
    include_group_ids = fields.Many2many(
        "crm.target.group",
        "crm_target_group_include_rel",
        "group_id",
        "included_id",
        string="Members of These Groups, Too",
        help="With those of their subgroups.",
    )
    exclude_group_ids = fields.Many2many(
        "crm.target.group",
        "crm_target_group_exclude_rel",
        "group_id",
        "excluded_id",
        string="But No Members of These Groups",
        help="With those of their subgroups.",
    )
    template_id = fields.Many2one(
        "crm.target.group.template",
        string="Start from a Template",
        store=False,
        help="Fills in the rule. Change it as you need.",
    )

    @api.depends("group_type")
    def _compute_is_smart(self):
        for group in self:
            group.is_smart = group.group_type == "smart"

    @api.onchange("template_id")
    def _onchange_template_id(self):
        if self.template_id:
            self.update(self.template_id._rule_values())

    @api.constrains(*sorted(RULE_FIELDS))
    def _check_rule(self):
        for group in self.filtered("is_smart"):
            if not group.user_id:
                raise ValidationError(
                    self.env._("A smart group needs an owner: it sees what he sees.")
                )
            scopes = {group.partner_scope, group.lead_scope}
            if scopes == {"none"} and not group.include_group_ids:
                raise ValidationError(
                    self.env._(
                        "Say whom the smart group is for: contacts, leads, or the "
                        "members of other groups."
                    )
                )
            for model in IDENTITY_FIELDS:
                group._check_domain(model)

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        groups._check_may_rule()
        return groups

    def write(self, vals):
        result = super().write(vals)
        if not RULE_FIELDS.isdisjoint(vals):
            self._check_may_rule()
        return result

    def _check_may_rule(self):
        """The rule sees what the owner sees: nobody else may ask with his eyes."""
        if self._manages():
            return
        for group in self:
            if group.is_smart and group.user_id != self.env.user:
                raise AccessError(
                    self.env._(
                        "The rule of “%(group)s” sees what its owner sees: only the "
                        "owner or a manager of target groups may change it, or give a "
                        "smart group to another owner.",
                        group=group.name,
                    )
                )

    def _check_domain(self, model):
        scope, _fname = RULES[model]
        if self[scope] != "rule":
            return
        try:
            self._parse_rule(model).validate(self.env[model])
        except rule_domain.RuleError as error:
            if str(error) == "empty":
                message = self.env._(
                    "The rule of “%(group)s” is empty: it would bring in everybody. "
                    "Add a condition, or choose “All”.",
                    group=self.name,
                )
            else:
                message = self.env._(
                    "The rule of “%(group)s” cannot be read (%(error)s). Use fixed "
                    "values, or dates such as “today -30d”.",
                    group=self.name,
                    error=error,
                )
            raise ValidationError(message) from error
        except Exception as error:
            # A field that does not exist, an operator that it does not know, ...
            raise ValidationError(
                self.env._(
                    "The rule of “%(group)s” does not fit: %(error)s",
                    group=self.name,
                    error=error,
                )
            ) from error

    def _parse_rule(self, model):
        _scope, fname = RULES[model]
        return rule_domain.parse(self[fname], self.user_id.id)

    @api.constrains("parent_id", *sorted(RULE_FIELDS))
    def _check_rule_cycle(self):
        # sudo: a loop is a loop, also through groups that the user does not see
        groups = self.sudo().with_context(active_test=False)
        smart = groups.search([("group_type", "=", "smart")])
        sources = smart._source_groups() if smart else {}
        for group_id in sources:
            if path := _find_loop(group_id, sources):
                visible = self.browse(path)._filtered_access("read")
                names = {group.id: group.name for group in visible}
                raise ValidationError(
                    self.env._(
                        "The group would be filled from itself: %(path)s. Take one of "
                        "these groups out of the rule of another.",
                        path=" ← ".join(names.get(id_, "…") for id_ in path),
                    )
                )

    def _source_groups(self):
        """{group id: ids of the groups that its rule reads, subgroups included}.

        A group reads its subgroups as well: it has their members.
        """
        named = {group.id: group._named_in_rule() for group in self}
        roots = set().union(*named.values())
        tree = self.search([("id", "child_of", list(roots))])
        below = defaultdict(set)
        for node in tree:
            for ancestor in map(int, node.parent_path.split("/")[:-1]):
                below[ancestor].add(node.id)
        return {
            group_id: set().union(*(below[root] for root in roots))
            for group_id, roots in named.items()
        }

    def _named_in_rule(self):
        """Ids of the groups that the rule names, in its fields or its conditions."""
        ids = set((self.include_group_ids | self.exclude_group_ids).ids)
        for model, (scope, _fname) in RULES.items():
            if self[scope] != "rule":
                continue
            try:
                domain = self._parse_rule(model)
            except rule_domain.RuleError:
                continue
            for condition in rule_domain.conditions(domain):
                if condition.field_expr.split(".")[0] == "target_group_ids":
                    value = condition.value
                    values = value if isinstance(value, (list, tuple, set)) else [value]
                    ids |= {id_ for id_ in values if type(id_) is int}
        return ids


def _find_loop(start, sources):
    """The way from a group back to itself, or None. Two ways to one group are no "
    "loop."""
    done, path = set(), []

    def visit(node):
        path.append(node)
        for source in sorted(sources.get(node, ())):
            if source == start:
                return [*path, start]
            if source not in done:
                done.add(source)
                if found := visit(source):
                    return found
        path.pop()
        return None

    return visit(start)
