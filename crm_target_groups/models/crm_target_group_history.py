from odoo import models
from odoo.fields import Domain


class CrmTargetGroup(models.Model):
    """The history of groups: who joined and left, and who was in at a moment."""

    _inherit = "crm.target.group"

    def action_open_log(self):
        """Who joined and left this group or a subgroup, and the curve of its growth."""
        return self._action_below("crm_target_group_event_action")

    def action_open_report(self):
        """The members of this group and its subgroups, to be analysed."""
        return self._action_below("crm_target_group_member_action_report")

    def action_open_left_out(self):
        """Who must not come into this very group again."""
        action = self._action_below("crm_target_group_exclusion_action")
        return action | {"domain": [("group_id", "=", self.id)]}

    def _action_as_of(self, moment):
        action = self._action_below("crm_target_group_presence_action")
        return action | {"domain": self._presence_domain(moment)}

    def _presence_domain(self, moment):
        """Stays in this group or a subgroup of today that lasted at a moment."""
        return list(
            Domain("group_id", "child_of", self.id)
            & Domain("added_on", "<=", moment)
            & (Domain("removed_on", "=", False) | Domain("removed_on", ">", moment))
        )

    def _action_below(self, name):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"crm_target_groups.{name}"
        )
        return action | {
            "domain": [("group_id", "child_of", self.id)],
            "display_name": f"{action['name']}: {self.complete_name}",
        }
