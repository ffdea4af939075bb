from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestAddSelection(TargetGroupsCommon):
    """TG-12: "Add to Target Group" from the lists of contacts and of leads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")

    def _wizard(self, records, user=None, **context):
        wizards = self.env["crm.target.group.add"].with_user(user or self.owner)
        return wizards.with_context(
            active_model=records._name, active_ids=records.ids, **context
        )

    def _message(self, action):
        self.assertEqual(action["tag"], "display_notification")
        return action["params"]["message"]

    def test_existing_group(self):
        """TG-12: the selection goes into the group; the message counts."""
        self._add(self.group, self.partners[:1])
        form = Form(self._wizard(self.partners[:3]))
        self.assertEqual(form.selected_count, 3)
        form.group_id = self.group
        message = self._message(form.save().action_add())
        self.assertEqual(message, "Exhibition: 2 added, 1 already in.")
        self.assertEqual(self._members(self.group).partner_id, self.partners[:3])

    def test_new_group(self):
        """TG-03, TG-12: a new group, below a parent, private if wished."""
        form = Form(self._wizard(self.owner_lead))
        form.target = "new"
        form.name = "VIP"
        form.parent_id = self.group
        form.is_private = True
        form.save().action_add()
        group = self.group.child_ids
        self.assertEqual(group.complete_name, "Exhibition / VIP")
        self.assertEqual(group.visibility_user_id, self.owner)
        self.assertEqual(self._members(group).lead_id, self.owner_lead)

    def test_no_group(self):
        """Neither a group nor a name: the user is told what to do."""
        wizard = self._wizard(self.partners).create({"target": "new"})
        with self.assertRaisesRegex(UserError, "Choose a group"):
            wizard.action_add()

    def test_no_access(self):
        """People that the user may not read are left out, and counted."""
        wizard = self._wizard(self.leads).create({"group_id": self.group.id})
        message = self._message(wizard.action_add())
        self.assertEqual(
            message, "Exhibition: 1 added, 0 already in, 1 without access."
        )

    def test_all_that_match(self):
        """TG-11: "select all" beyond the limit of ids adds all that match."""
        self.env["ir.config_parameter"].set_param("web.active_ids_limit", 2)
        wizards = self._wizard(
            self.partners[:2],
            active_domain=[("name", "=like", "Guest _")],
        )
        wizard = wizards.create({"group_id": self.group.id})
        self.assertEqual(wizard.selected_count, 5)
        wizard.action_add()
        self.assertEqual(self._members(self.group).partner_id, self.partners)

    def test_a_few_of_all(self):
        """TG-11: a few ticked rows are these rows, whatever the search."""
        wizard = self._wizard(
            self.partners[:2], active_domain=[("name", "=like", "Guest _")]
        ).create({"group_id": self.group.id})
        wizard.action_add()
        self.assertEqual(self._members(self.group).partner_id, self.partners[:2])

    def test_remove_all_that_match(self):
        """TG-21: the same limit holds for the removal."""
        self._add(self.group, self.partners)
        self.env["ir.config_parameter"].set_param("web.active_ids_limit", 2)
        members = self._members(self.group, self.owner)[:2]
        members.with_context(
            active_test=True, active_domain=[("group_id", "=", self.group.id)]
        ).action_remove()
        self.assertFalse(self._members(self.group))

    def test_offered_groups(self):
        """TG-07: the dialog offers groups that the user may change."""
        private = self._create_group("Mine", user=self.colleague, is_private=True)
        groups = self.env["crm.target.group"]
        domain = [("can_edit", "=", True), ("id", "in", (self.group | private).ids)]
        self.assertEqual(groups.with_user(self.owner).search(domain), self.group)
        self.assertEqual(
            groups.with_user(self.colleague).search(domain), self.group | private
        )
        self.assertFalse(groups.with_user(self.employee).search(domain))
        self._forbid_editing_public_groups()
        self.assertEqual(groups.with_user(self.colleague).search(domain), private)

    def test_offered_in_the_lists(self):
        """TG-12: the action stands in the lists of those who may add."""
        for model in ("res.partner", "crm.lead"):
            for user, offered in ((self.owner, 1), (self.employee, 0)):
                actions = self.env["ir.actions.actions"].with_user(user)
                bindings = actions.get_bindings(model).get("action", ())
                names = [action["name"] for action in bindings]
                with self.subTest(model=model, user=user.name):
                    self.assertEqual(names.count("Add to Target Group"), offered)
