from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command, Domain
from odoo.tools import SQL

SHARING_FIELDS = {"shared_user_ids", "shared_role_ids", "shared_edit"}


class CrmTargetGroupSharing(models.AbstractModel):
    """Sharing: the level between private and public.

    A private group is shared with users and roles, and all below it with it. They see
    it; with `shared_edit` they change it as well, but do not delete it.
    """

    _inherit = "crm.target.group.privacy"

    shared_user_ids = fields.Many2many(
        "res.users",
        "crm_target_group_shared_user_rel",
        "group_id",
        "user_id",
        string="Shared with Users",
        domain=[("share", "=", False)],
        copy=False,
    )
    shared_role_ids = fields.Many2many(
        "res.groups",
        "crm_target_group_shared_role_rel",
        "group_id",
        "role_id",
        string="Shared with Roles",
        copy=False,
        help="Everybody who has one of these access roles.",
    )
    shared_edit = fields.Boolean(
        string="They May Change It",
        copy=False,
        help="Those it is shared with may add and remove people and subgroups; "
        "otherwise they see them only.",
    )
    is_shared_for_edit = fields.Boolean(
        compute="_compute_is_shared_for_edit", search="_search_is_shared_for_edit"
    )

    @api.model
    def _shared_root_ids(self, editable=False):
        """SELECT of the private groups that are shared with the user himself or with a
        role of his; with `editable`, to be changed."""
        self.env["crm.target.group"].flush_model(sorted(SHARING_FIELDS))
        # sudo: the roles of the user
        role_ids = self.env.user.sudo().all_group_ids.ids
        shared = SQL(
            """
            SELECT group_id FROM crm_target_group_shared_user_rel WHERE user_id = %s
             UNION
            SELECT group_id FROM crm_target_group_shared_role_rel
             WHERE role_id = ANY(%s)
            """,
            self.env.uid,
            role_ids,
        )
        if not editable:
            return shared
        return SQL(
            "SELECT id FROM crm_target_group WHERE shared_edit AND id IN (%s)", shared
        )

    @api.depends("private_root_id")
    @api.depends_context("uid")
    def _compute_is_shared_for_edit(self):
        rows = self.env.execute_query(self._shared_root_ids(editable=True))
        root_ids = {root_id for [root_id] in rows}
        for group in self.sudo():  # asks who may change it
            group.is_shared_for_edit = group.private_root_id.id in root_ids

    def _search_is_shared_for_edit(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("private_root_id", "in", self._shared_root_ids(editable=True))

    @api.constrains("parent_id", "is_private", *sorted(SHARING_FIELDS))
    def _check_sharing(self):
        for group in self._related_groups("child_of"):
            is_shared = group.shared_user_ids or group.shared_role_ids
            if is_shared and not group.private_root_id:
                raise ValidationError(
                    self.env._(
                        "“%(group)s” is public: everybody sees it. Make it private, "
                        "then share it.",
                        group=group.complete_name,
                    )
                )
            if is_shared and group.private_root_id != group:
                raise ValidationError(
                    self.env._(
                        "“%(group)s” is inside the private group “%(root)s”. Share "
                        "that one, or move this group out of it.",
                        group=group.complete_name,
                        root=group.private_root_id.complete_name,
                    )
                )

    def write(self, vals):
        if vals.get("is_private") is False:
            # Private again one day, it must not be shared again with these.
            vals = {
                "shared_user_ids": [Command.clear()],
                "shared_role_ids": [Command.clear()],
                "shared_edit": False,
            } | vals
        return super().write(vals)

    @api.model
    def _privacy_fields(self):
        return super()._privacy_fields() | SHARING_FIELDS

    def _private_users(self):
        root = self.private_root_id
        shared = root.shared_user_ids | root.shared_role_ids.all_user_ids
        return super()._private_users() | shared
