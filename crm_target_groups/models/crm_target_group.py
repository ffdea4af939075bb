from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

MANAGER_GROUPS = ("crm_target_groups.group_target_manager", "base.group_system")
PRIVACY_FIELDS = {"is_private", "user_id"}


class CrmTargetGroup(models.Model):
    """A group of contacts and leads ("identities"), in a tree of groups.

    MEMBERS
    See `crm_target_group_membership.py`.

    PRIVACY
    A private group, and all that is below it, is for its owner alone, and for managers
    of target groups and system administrators. `visibility_user_id` says for whom; the
    record rules read nothing else. So below a private group every group belongs to the
    same owner. Only the owner or a manager changes privacy and owner.

    COMPANY
    That of the root of the tree, or none.

    Deleting a group never deletes a contact or a lead.
    """

    _name = "crm.target.group"
    _description = "Target Group"
    _inherit = ["mail.thread"]
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
    subgroup_count = fields.Integer(
        string="Subgroup Count", compute="_compute_subgroup_count"
    )

    # Privacy
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        domain=[("share", "=", False)],
        tracking=True,
    )
    is_private = fields.Boolean(
        string="Private",
        copy=False,
        tracking=True,
        help="Only the owner and the managers of target groups see this group.",
    )
    visibility_user_id = fields.Many2one(
        "res.users",
        string="Visible Only to",
        compute="_compute_visibility_user_id",
        store=True,
        recursive=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    can_manage = fields.Boolean(compute="_compute_can_manage")
    can_edit = fields.Boolean(compute="_compute_can_edit", search="_search_can_edit")

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

    @api.depends("parent_id")
    def _compute_user_id(self):
        for group in self:
            group.user_id = (
                group.user_id or group.parent_id.visibility_user_id or self.env.user
            )

    @api.depends("is_private", "user_id", "parent_id.visibility_user_id")
    def _compute_visibility_user_id(self):
        for group in self:
            group.visibility_user_id = group.parent_id.visibility_user_id or (
                group.is_private and group.user_id
            )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_can_manage(self):
        is_manager = self._user_is_manager()
        for group in self:
            group.can_manage = is_manager or group.user_id == self.env.user

    @api.depends("user_id", "visibility_user_id")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        editable = self._filtered_access("write")
        for group in self:
            group.can_edit = group in editable

    def _search_can_edit(self, operator, value):
        if operator != "in":
            return NotImplemented
        if not self.has_access("write"):
            return Domain.FALSE
        return self.env["ir.rule"]._compute_domain(self._name, "write")

    @api.constrains("parent_id", "is_private", "user_id", "company_id")
    def _check_tree(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A group cannot be placed inside itself or its subgroups.")
            )
        for group in self._related_groups("child_of"):
            group._check_privacy()
            if group.parent_id and group.company_id != group.parent_id.company_id:
                raise ValidationError(
                    self.env._("A subgroup belongs to the company of its parent group.")
                )

    def _check_privacy(self):
        if self.is_private and not self.user_id:
            raise ValidationError(self.env._("A private group needs an owner."))
        if self.visibility_user_id and self.visibility_user_id != self.user_id:
            raise ValidationError(
                self.env._(
                    "Below a private group, every group must have the same owner. "
                    "Move the groups of other users elsewhere, or give them to the "
                    "owner of the private group."
                )
            )

    @api.model
    def name_create(self, name):
        group = self.create({"name": name})
        return group.id, group.display_name

    def write(self, vals):
        if not PRIVACY_FIELDS.isdisjoint(vals):
            self._check_can_manage()
        result = super().write(vals)
        if "active" in vals:
            self._archive_along(vals["active"])
        if vals.get("is_private"):
            self._unsubscribe_others()
        return result

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        if "name" not in (default or {}):
            for group, vals in zip(self, vals_list, strict=True):
                vals["name"] = self.env._("%s (copy)", group.name)
        return vals_list

    @api.ondelete(at_uninstall=False)
    def _unlink_except_parent(self):
        if self._related_groups("child_of") - self.sudo():
            raise UserError(
                self.env._(
                    "This group has subgroups. Move or delete them first; a private "
                    "one of another user, only its owner or a manager can."
                )
            )

    def action_make_private(self):
        """For the owner alone; a group without an owner becomes the user's own."""
        self._check_can_manage()
        self.filtered(lambda group: not group.user_id).user_id = self.env.user
        self.is_private = True

    def action_make_public(self):
        self.is_private = False
        if inside := self.filtered("visibility_user_id"):
            raise UserError(
                self.env._(
                    "“%(group)s” is inside a private group. Make that one public, or "
                    "move this group out of it.",
                    group=inside[0].complete_name,
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

    def _user_is_manager(self):
        return self.env.su or any(map(self.env.user.has_group, MANAGER_GROUPS))

    def _check_can_manage(self):
        if not all(group.can_manage for group in self):
            raise AccessError(
                self.env._(
                    "Only the owner of a group or a manager of target groups may make "
                    "it private or public, or give it to another owner."
                )
            )

    def _related_groups(self, operator):
        """These groups and all above ("parent_of") or below ("child_of") them."""
        # The invariants of the tree hold for groups that the user cannot see, too.
        groups = self.sudo().with_context(active_test=False)
        return groups.search([("id", operator, self.ids)])

    def _archive_along(self, active):
        """An archived group has no active subgroups: nobody would find these."""
        related = self._related_groups("parent_of" if active else "child_of")
        related = related.filtered(lambda group: group.active != active)
        if related:
            related.with_env(self.env).write({"active": active})

    def _unsubscribe_others(self):
        for group in self.sudo():  # whoever may make it private may do this
            others = group.message_partner_ids - group.user_id.partner_id
            group.message_unsubscribe(others.ids)

    def _unlink_with_subgroups(self):
        """Delete the groups and all below them that the user sees; people stay."""
        self._visible_subtree().unlink()

    def _visible_subtree(self):
        groups = self.with_context(active_test=False)
        return groups.search([("id", "child_of", self.ids)])
