from odoo import api, fields, models

from .. import statements


class CrmTargetGroup(models.Model):
    """What the tree of the window shows of a group, and its health."""

    _inherit = "crm.target.group"

    privacy = fields.Selection(
        [
            ("public", "Public"),
            ("private", "Private"),
            ("shared", "Shared"),
        ],
        compute="_compute_privacy",
    )
    member_goal = fields.Integer(
        string="Members Wanted", help="How many people the group should have."
    )
    goal_percent = fields.Float(string="Reached", compute="_compute_goal_percent")
    email_missing = fields.Integer(
        string="Without Email", compute="_compute_health", compute_sudo=False
    )
    phone_missing = fields.Integer(
        string="Without Phone", compute="_compute_health", compute_sudo=False
    )
    archived_count = fields.Integer(
        string="Archived People", compute="_compute_health", compute_sudo=False
    )
    duplicate_count = fields.Integer(
        string="Same Email Twice",
        compute="_compute_health",
        compute_sudo=False,
        help="Members whose email address another member has as well.",
    )

    @api.depends("private_root_id.shared_user_ids", "private_root_id.shared_role_ids")
    def _compute_privacy(self):
        # sudo: that a group is shared, not with whom
        for group in self.sudo():
            root = group.private_root_id
            is_shared = root.shared_user_ids or root.shared_role_ids
            group.privacy = (root and is_shared and "shared") or (
                "private" if root else "public"
            )

    @api.depends("member_goal")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_goal_percent(self):
        for group in self:
            goal = group.member_goal
            group.goal_percent = goal and 100 * group.member_count / goal

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_health(self):
        members = self.env["crm.target.group.member"].with_context(active_test=False)
        for group in self:
            groups = group._origin._effective_groups()
            query = members._search([("group_id", "in", groups.ids)])
            self.env.flush_all()
            [row] = self.env.execute_query(statements.health(query))
            (
                group.email_missing,
                group.phone_missing,
                group.archived_count,
                group.duplicate_count,
            ) = row

    def _tree_nodes(self):
        """{group id: what the tree shows beside its name}, in a few queries for all."""
        # In one go, as the user: what he may do with each.
        self.fetch(["group_type", "refresh_state", "refresh_date", "private_root_id"])
        editable = self._filtered_access("write")
        return {
            group.id: {
                "privacy": group.privacy,
                "is_private_root": group.private_root_id == group,
                "is_smart": group.is_smart,
                "refresh_state": group.is_smart and group.refresh_state,
                "refresh_date": group.is_smart
                and fields.Datetime.to_string(group.refresh_date),
                "can_edit": group in editable,
                "can_manage": group.can_manage,
            }
            for group in self
        }
