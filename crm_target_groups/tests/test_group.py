from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestGroup(TargetGroupsCommon):
    def test_only_a_name_is_needed(self):
        """TG-03: a name makes a group, owned by its creator, public, at the top."""
        form = Form(self.env["crm.target.group"].with_user(self.owner))
        form.name = "Exhibition"
        group = form.save()
        self.assertEqual(group.user_id, self.owner)
        self.assertFalse(group.visibility_user_id)
        self.assertFalse(group.parent_id)

    def test_deep_nesting(self):
        """TG-02: groups nest as deep as one likes, and say where they are."""
        group = self._create_group("Level 0")
        for level in range(1, 8):
            group = self._create_group(f"Level {level}", group)
        self.assertEqual(
            group.complete_name, " / ".join(f"Level {level}" for level in range(8))
        )
        self.assertEqual(
            group.with_context(hierarchical_naming=False).display_name, "Level 7"
        )

    def test_rename(self):
        """TG-04: a new name shows in the names of the subgroups."""
        group = self._create_group("Exhibition")
        child = self._create_group("VIP", group)
        group.name = "Fair"
        self.assertEqual(child.complete_name, "Fair / VIP")

    def test_no_cycle(self):
        """TG-02: a group cannot be moved below itself."""
        group = self._create_group("Exhibition")
        child = self._create_group("VIP", group)
        with self.assertRaises(UserError):
            group.parent_id = child

    def test_quick_create_by_name(self):
        """TG-03, TG-14: a name typed into the tags of a contact makes a group."""
        groups = self.env["crm.target.group"].with_user(self.owner)
        group_id, name = groups.name_create("Exhibition")
        self.assertEqual(name, "Exhibition")
        self.assertEqual(groups.browse(group_id).user_id, self.owner)

    def test_copy_is_named_and_public(self):
        """A duplicate can be told from its original, and takes no privacy along."""
        group = self._create_group("Exhibition", is_private=True)
        copy = group.copy()
        self.assertEqual(copy.name, "Exhibition (copy)")
        self.assertFalse(copy.is_private)

    def test_delete_with_subgroups_keeps_people(self):
        """TG-05: the dialog counts what goes; contacts and leads stay."""
        group = self._create_group("Exhibition")
        child = self._create_group("VIP", group)
        archived = self._create_group("Old", child, active=False)
        self._add(group, self.partners[:2])
        self._add(child, self.partners[:1])
        self._add(child, self.owner_lead)
        self._add(archived, self.partners[:1])

        wizard = self.env["crm.target.group.delete"].with_user(self.owner)
        form = Form(wizard.with_context(active_ids=group.ids))
        self.assertEqual((form.subgroup_count, form.member_count), (2, 3))
        form.save().action_delete()
        self.assertFalse((group | child | archived).exists())
        self.assertEqual(self.partners.exists(), self.partners)
        self.assertTrue(self.owner_lead.exists())

    def test_delete_refused_with_subgroups(self):
        """TG-05: a parent does not go without a word about its subgroups."""
        group = self._create_group("Exhibition")
        self._create_group("VIP", group)
        with self.assertRaisesRegex(UserError, "subgroups"):
            group.unlink()

    def test_delete_refused_with_private_subgroup_of_another(self):
        """TG-05, TG-07: the private group of a colleague is not deleted unseen."""
        group = self._create_group("Exhibition")
        hidden = self._create_group("Mine", group, self.colleague, is_private=True)
        wizard = self.env["crm.target.group.delete"].with_user(self.owner)
        wizard = wizard.with_context(active_ids=group.ids).create({})
        with self.assertRaisesRegex(UserError, "subgroups"):
            wizard.action_delete()
        self.assertTrue(hidden.exists())
        self.assertTrue(group.exists())

    def test_archive_takes_subgroups_along(self):
        """An archived group leaves no subgroup behind that the tree cannot show."""
        group = self._create_group("Exhibition")
        child = self._create_group("VIP", group)
        leaf = self._create_group("Platinum", child)
        group.action_archive()
        self.assertFalse(child.active or leaf.active)
        leaf.action_unarchive()
        self.assertTrue(group.active and child.active)

    def test_company_follows_the_parent(self):
        """A tree belongs to one company."""
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids = [Command.link(other.id)]
        group = self._create_group("Exhibition", user=self.manager)
        child = self._create_group("VIP", group, self.manager)
        group.company_id = other
        self.assertEqual(child.company_id, other)
        with self.assertRaises(ValidationError):
            child.company_id = self.company_main

    def test_owner_of_a_subgroup_of_a_private_group(self):
        """TG-07: what a manager creates below a private group is its owner's."""
        group = self._create_group("Mine", is_private=True)
        child = self._create_group("VIP", group, self.manager)
        self.assertEqual(child.user_id, self.owner)
        self.assertEqual(child.visibility_user_id, self.owner)

    def test_subgroup_count(self):
        """TG-08: a group says how many subgroups it has."""
        group = self._create_group("Exhibition")
        self._create_group("VIP", group)
        self._create_group("Press", group)
        self._create_group("Mine", group, self.colleague, is_private=True)
        self.assertEqual(group.subgroup_count, 2)
        action = group.action_open_subgroups()
        self.assertEqual(self.env["crm.target.group"].search_count(action["domain"]), 3)
