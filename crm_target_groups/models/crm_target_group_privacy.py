from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

MANAGER_GROUPS = ("crm_target_groups.group_target_manager", "base.group_system")
PRIVACY_FIELDS = {"is_private", "user_id"}


class CrmTargetGroupPrivacy(models.AbstractModel):
    """Who sees a group: the part of `crm.target.group` that is about that.

    A private group, and all that is below it, is for its owner, for those it is shared
    with, and for managers of target groups and system administrators. The record rules
    of groups and members ask `is_visible`, which reads `visibility_user_id` (whose it
    is) and `private_root_id` (the topmost private group, whose sharing counts below).
    So below a private group every group belongs to the same owner, and none is shared
    apart: its name and those above it are for the same eyes. Only the owner or a
    manager changes any of that.
    """

    _name = "crm.target.group.privacy"
    _description = "Privacy of Target Groups"

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
    private_root_id = fields.Many2one(
        "crm.target.group",
        string="Private Group Above",
        compute="_compute_visibility_user_id",
        store=True,
        recursive=True,
        index="btree_not_null",
        ondelete="set null",
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
    is_visible = fields.Boolean(
        compute="_compute_is_visible", search="_search_is_visible"
    )
    can_manage = fields.Boolean(compute="_compute_can_manage")
    can_edit = fields.Boolean(compute="_compute_can_edit", search="_search_can_edit")

    @api.depends("parent_id")
    def _compute_user_id(self):
        for group in self:
            group.user_id = (
                group.user_id or group.parent_id.visibility_user_id or self.env.user
            )

    @api.depends(
        "is_private",
        "user_id",
        "parent_id.visibility_user_id",
        "parent_id.private_root_id",
    )
    def _compute_visibility_user_id(self):
        for group in self:
            parent = group.parent_id
            group.visibility_user_id = parent.visibility_user_id or (
                group.is_private and group.user_id
            )
            group.private_root_id = parent.private_root_id or (
                group.is_private and group
            )

    @api.depends("visibility_user_id", "private_root_id")
    @api.depends_context("uid")
    def _compute_is_visible(self):
        # sudo: asks who may see it
        shared = self.env.execute_query(self._shared_root_ids())
        shared_ids = {root_id for [root_id] in shared}
        for group in self.sudo():
            group.is_visible = (
                group.visibility_user_id.id in (False, self.env.uid)
                or group.private_root_id.id in shared_ids
            )

    def _search_is_visible(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("visibility_user_id", "in", (False, self.env.uid)) | Domain(
            "private_root_id", "in", self._shared_root_ids()
        )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_can_manage(self):
        is_manager = self._manages()
        for group in self:
            group.can_manage = is_manager or group.user_id == self.env.user

    @api.depends("user_id", "visibility_user_id")
    @api.depends_context("uid", "allowed_company_ids")
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

    @api.constrains("parent_id", "is_private", "user_id")
    def _check_privacy(self):
        for group in self._related_groups("child_of"):
            if group.is_private and not group.user_id:
                raise ValidationError(self.env._("A private group needs an owner."))
            if group.visibility_user_id not in (group.user_id, group.user_id.browse()):
                raise ValidationError(
                    self.env._(
                        "Below a private group, every group must have the same owner. "
                        "Move the groups of other users elsewhere, or give them to the "
                        "owner of the private group."
                    )
                )

    def write(self, vals):
        if not self._privacy_fields().isdisjoint(vals):
            self._check_can_manage()
        result = super().write(vals)
        if not (self._privacy_fields() | {"parent_id"}).isdisjoint(vals):
            self._unsubscribe_others()
        return result

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

    def _check_can_manage(self):
        if not all(group.can_manage for group in self):
            raise AccessError(
                self.env._(
                    "Only the owner of a group or a manager of target groups may make "
                    "it private or public, or give it to another owner."
                )
            )

    @api.model
    def _privacy_fields(self):
        """Hook: what only the owner and managers change."""
        return PRIVACY_FIELDS

    def _private_users(self):
        """Hook: who sees a private group, managers aside."""
        return self.user_id

    @api.model
    def _manages(self):
        return self.env.su or any(map(self.env.user.has_group, MANAGER_GROUPS))

    def _unsubscribe_others(self):
        """Followers who do not see a private group any more get no news of it."""
        # sudo: whoever may make it private may do this
        for group in self._related_groups("child_of").filtered("visibility_user_id"):
            others = group.message_partner_ids - group._private_users().partner_id
            if others:
                group.message_unsubscribe(others.ids)
