from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestPrivacy(TargetGroupsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        cls.child = cls._create_group("VIP", cls.group)
        cls._add(cls.child, cls.partners[:2])

    def _visible(self, user):
        groups = self.env["crm.target.group"].with_user(user)
        return groups.search([("id", "in", (self.group | self.child).ids)])

    def test_private_to_me(self):
        """TG-06, TG-07: the owner makes his group private; only he and managers see
        it, its subgroups and their members."""
        self.group.action_make_private()
        for user in (self.owner, self.manager, self.database_manager, self.system):
            with self.subTest(user.name):
                self.assertEqual(len(self._visible(user)), 2)
                self.assertEqual(len(self._members(self.child, user)), 2)
        for user in (self.colleague, self.all_leads, self.employee):
            with self.subTest(user.name):
                self.assertFalse(self._visible(user))
                self.assertFalse(self._members(self.child, user))
                with self.assertRaises(AccessError):
                    self.child.with_user(user).read(["name"])
                with self.assertRaises(AccessError):
                    self._members(self.child).with_user(user).read(["name"])

    def test_make_public_again(self):
        """TG-06: a private group offers the way back."""
        self.group.action_make_private()
        self.group.action_make_public()
        self.assertEqual(len(self._visible(self.colleague)), 2)

    def test_public_inside_private(self):
        """TG-06: a group inside a private one does not become public by itself."""
        self.group.action_make_private()
        with self.assertRaisesRegex(UserError, "inside a private group"):
            self.child.action_make_public()

    def test_only_owner_or_manager_converts(self):
        """TG-06: the creator, a system or a database manager; nobody else."""
        for user in (self.colleague, self.all_leads):
            with self.subTest(user.name):
                group = self.group.with_user(user)
                with self.assertRaises(AccessError):
                    group.action_make_private()
                with self.assertRaises(AccessError):
                    group.write({"is_private": True})
        for user in (self.manager, self.database_manager, self.system):
            with self.subTest(user.name):
                group = self.group.with_user(user)
                group.action_make_private()
                self.assertEqual(group.visibility_user_id, self.owner)
                group.action_make_public()
        self.group.action_make_private()
        with self.assertRaises(AccessError):
            self.group.with_user(self.colleague).action_make_public()

    def test_owner_is_not_taken_over(self):
        """TG-06: who may edit a public group may not make it his own."""
        group = self.group.with_user(self.colleague)
        group.write({"note": "The big one"})
        with self.assertRaises(AccessError):
            group.write({"user_id": self.colleague.id})

    def test_not_hidden_in_a_private_group(self):
        """TG-07: another's group cannot be moved below a private group."""
        private = self._create_group("Mine", user=self.colleague, is_private=True)
        with self.assertRaises(ValidationError):
            self.group.with_user(self.colleague).parent_id = private

    def test_no_subgroup_in_the_private_group_of_another(self):
        """TG-07: nobody slips a group below a private one that he cannot see."""
        self.group.action_make_private()
        with self.assertRaises(AccessError):
            self._create_group("Intruder", self.group, self.colleague)

    def test_private_refused_above_groups_of_others(self):
        """TG-07: a colleague does not lose his subgroup, be it public or private."""
        for is_private in (False, True):
            with self.subTest(is_private=is_private):
                other = self._create_group(
                    "Theirs", self.group, self.colleague, is_private=is_private
                )
                with self.assertRaises(ValidationError), self.cr.savepoint():
                    self.group.action_make_private()
                other.unlink()

    def test_group_without_owner(self):
        """TG-06: a manager makes a group without an owner private to himself."""
        group = self.group.with_user(self.manager)
        self.child.user_id = self.manager
        group.user_id = False
        group.action_make_private()
        self.assertEqual(group.visibility_user_id, self.manager)
        with self.assertRaises(ValidationError):
            group.user_id = False

    def test_owner_moves_privacy_along(self):
        """TG-07: the private group handed to a colleague is private to him."""
        self.child.action_make_private()
        self.child.with_user(self.manager).user_id = self.colleague
        self.assertEqual(self._visible(self.colleague), self.group | self.child)
        self.assertEqual(self._visible(self.owner), self.group)

    def test_followers_leave_a_private_group(self):
        """TG-07: who followed the group gets no news of it once it is private."""
        self.group.message_subscribe(self.colleague.partner_id.ids)
        self.group.action_make_private()
        followers = self.group.message_partner_ids
        self.assertNotIn(self.colleague.partner_id, followers)
        self.assertIn(self.owner.partner_id, followers)

    def test_archive_does_not_hide_the_private_group_of_another(self):
        """TG-07: archiving stops at a subgroup the user may not touch."""
        self._create_group("Theirs", self.group, self.colleague, is_private=True)
        with self.assertRaises(AccessError):
            self.group.action_archive()

    def test_companies(self):
        """A group of another company is as hidden as a private one."""
        other = self.env["res.company"].create({"name": "Other"})
        self.group.with_user(self.env.user).company_id = other
        self.assertFalse(self._visible(self.manager))
        self.assertFalse(self._members(self.child, self.manager))
