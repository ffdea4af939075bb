from odoo import fields, models


class CrmTargetGroupView(models.Model):
    """How one user wants to see the members of one group: columns, filter and order."""

    _name = "crm.target.group.view"
    _description = "Personal View of a Target Group"

    group_id = fields.Many2one("crm.target.group", required=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", required=True, index=True, ondelete="cascade"
    )
    columns = fields.Json()
    domain = fields.Char()
    order_by = fields.Json()

    _user_uniq = models.UniqueIndex(
        "(group_id, user_id)", "A user has one view of a group."
    )


class CrmTargetGroup(models.Model):
    _inherit = "crm.target.group"

    def keep_view(self, columns, domain, order_by):
        """From now on the user sees the members of this group like that."""
        self.ensure_one()
        self.check_access("read")
        self.forget_view()
        self.env["crm.target.group.view"].create(
            {
                "group_id": self.id,
                "user_id": self.env.uid,
                "columns": columns,
                "domain": domain,
                "order_by": order_by,
            }
        )

    def forget_view(self):
        self.ensure_one()
        self._my_views().unlink()

    def _my_views(self):
        return self.env["crm.target.group.view"].search(
            [("group_id", "in", self.ids), ("user_id", "=", self.env.uid)]
        )

    def _tree_nodes(self):
        nodes = super()._tree_nodes()
        for view in self._my_views():
            nodes[view.group_id.id]["view"] = {
                "columns": view.columns,
                "domain": view.domain,
                "order_by": view.order_by,
            }
        return nodes
