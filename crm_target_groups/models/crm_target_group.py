from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmTargetGroup(models.Model):
    """A group of contacts and leads ("identities"), in a tree of groups.

    The tree and the settings stand here, privacy in `crm_target_group_privacy.py`, the
    members in `crm_target_group_membership.py`. A tree belongs to the company of its
    root, or to all companies. Deleting a group never deletes a contact or a lead.
    """

    _name = "crm.target.group"
    _description = "Target Group"
    _inherit = ["crm.target.group.privacy", "mail.thread"]
    _parent_store = True
    _rec_name = "complete_name"
    _order = "sequence, name, id"

    name = fields.Char(required=True, tracking=True)
    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, recursive=True
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, tracking=True)
    color = fields.Integer()
    note = fields.Text(string="Notes")
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        readonly=False,
        recursive=True,
        ondelete="restrict",
        help="Empty: the group is for all companies. Subgroups follow their parent.",
    )

    # Tree
    parent_id = fields.Many2one(
        "crm.target.group",
        string="Parent Group",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("crm.target.group", "parent_id", string="Subgroups")
    subgroup_count = fields.Integer(compute="_compute_subgroup_count")

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for group in self:
            parent_name = group.parent_id.complete_name
            group.complete_name = (
                f"{parent_name} / {group.name}" if parent_name else group.name
            )

    @api.depends_context("hierarchical_naming")
    def _compute_display_name(self):
        if self.env.context.get("hierarchical_naming", True):
            return super()._compute_display_name()
        for group in self:
            group.display_name = group.name

    @api.depends("parent_id.company_id")
    def _compute_company_id(self):
        for group in self:
            group.company_id = (group.parent_id or group).company_id

    @api.depends("child_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_subgroup_count(self):
        rows = self._read_group(
            [("parent_id", "in", self.ids)], ["parent_id"], ["__count"]
        )
        counts = {parent.id: count for parent, count in rows}
        for group in self:
            group.subgroup_count = counts.get(group.id, 0)

    @api.constrains("parent_id")
    def _check_cycle(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A group cannot be placed inside itself or its subgroups.")
            )

    @api.constrains("parent_id", "company_id")
    def _check_company_of_parent(self):
        for group in self._related_groups("child_of"):
            if group.parent_id and group.company_id != group.parent_id.company_id:
                raise ValidationError(
                    self.env._("A subgroup belongs to the company of its parent group.")
                )

    @api.model
    def name_create(self, name):
        group = self.create({"name": name})
        return group.id, group.display_name

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals:
            self._archive_along(vals["active"])
        return result

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        if "name" not in (default or {}):
            for group, vals in zip(self, vals_list, strict=True):
                vals["name"] = self.env._("%s (copy)", group.name)
        return vals_list

    @api.ondelete(at_uninstall=False)
    def _unlink_except_parent(self):
        # sudo: the same user as what it is compared with, which sees all subgroups
        if self._related_groups("child_of") - self.sudo():
            raise UserError(
                self.env._(
                    "This group has subgroups. Move or delete them first; a private "
                    "one of another user, only its owner or a manager can."
                )
            )

    def action_open_subgroups(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_target_groups.crm_target_group_action"
        )
        return action | {
            "name": self.complete_name,
            "domain": [("parent_id", "=", self.id)],
            "context": {"default_parent_id": self.id},
        }

    def _related_groups(self, operator):
        """These groups and all above ("parent_of") or below ("child_of") them."""
        # The invariants of the tree hold for groups that the user cannot see, too.
        groups = self.sudo().with_context(active_test=False)
        return groups.search([("id", operator, self.ids)])

    def _archive_along(self, active):
        """No active group below an archived one: the tree could not show it."""
        related = self._related_groups("parent_of" if active else "child_of")
        related = related.filtered(lambda group: group.active != active)
        if related:
            related.with_env(self.env).write({"active": active})

    def _visible_subtree(self):
        groups = self.with_context(active_test=False)
        return groups.search([("id", "child_of", self.ids)])

    def _unlink_with_subgroups(self):
        """Delete the groups and all below them that the user sees; people stay."""
        self._visible_subtree().unlink()
