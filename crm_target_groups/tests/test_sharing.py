from odoo.exceptions import AccessError, ValidationError
from odoo.modules.migration import load_script
from odoo.tests import tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestSharing(TargetGroupsCommon):
    """TG-09: access to a group for particular persons."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.top = cls._create_group("Fairs")
        cls.group = cls._create_group("Exhibition", cls.top, is_private=True)
        cls.child = cls._create_group("VIP", cls.group)
        cls._add(cls.group, cls.partners[:2])
        cls._add(cls.child, cls.partners[2:4])
        cls.groups = cls.group | cls.child
        cls.role = cls.env["res.groups"].create({"name": "Exhibitors"})

    def _visible(self, user):
        groups = self.env["crm.target.group"].with_user(user)
        return groups.search([("id", "in", self.groups.ids)])

    def test_shared_with_users(self):
        """TG-09: a private group is shared with its subgroups, and only seen."""
        self.assertFalse(self._visible(self.colleague))
        self.group.shared_user_ids = self.colleague
        self.assertEqual(self._visible(self.colleague), self.groups)
        self.assertEqual(len(self._members(self.child, self.colleague)), 2)
        group = self.group.with_user(self.colleague)
        self.assertEqual(group.member_count, 4)
        self.assertEqual(group.privacy, "shared")
        found = self.partners.with_user(self.colleague).search(
            [("target_group_ids", "child_of", self.top.id)]
        )
        self.assertEqual(found, self.partners[:4])
        for user in (self.all_leads, self.employee):
            self.assertFalse(self._visible(user))
            self.assertFalse(self._members(self.child, user))
        for forbidden in (
            lambda: group.write({"name": "Fair"}),
            lambda: self._add(group, self.partners),
            lambda: group.write({"shared_edit": True}),
            lambda: group.action_make_public(),
            lambda: self._create_group("Mine", self.group, self.colleague),
            lambda: group.unlink(),
        ):
            with self.assertRaises(AccessError):
                forbidden()

    def test_shared_with_a_role(self):
        """TG-09: roles count with all that imply them, and lose with them."""
        self.group.shared_role_ids = self.role
        self.assertFalse(self._visible(self.employee))
        self.employee.group_ids += self.role
        self.assertEqual(self._visible(self.employee), self.groups)
        self.assertEqual(len(self._members(self.group, self.employee)), 2)
        self.employee.group_ids -= self.role
        self.assertFalse(self._visible(self.employee))

    def test_shared_to_be_changed(self):
        """TG-09: with the right to change, people and subgroups come and go; the group
        itself stays the owner's."""
        self.group.write({"shared_user_ids": self.colleague.ids, "shared_edit": True})
        group = self.group.with_user(self.colleague)
        self._add(group, self.partners)
        self._members(self.group, self.colleague)[:1].action_remove()
        self.assertEqual(len(self._members(self.group)), 4)
        child = self._create_group("Press", self.group, self.colleague)
        self.assertEqual(child.user_id, self.owner)
        self.assertEqual(child.visibility_user_id, self.owner)
        for forbidden in (
            lambda: group.unlink(),
            lambda: group.write({"is_private": False}),
            lambda: group.write({"user_id": self.colleague.id}),
            lambda: group.write({"shared_user_ids": self.all_leads.ids}),
        ):
            with self.assertRaises(AccessError):
                forbidden()

    def test_only_the_topmost_private_group_is_shared(self):
        """TG-07, TG-09: below a private group nothing is shared apart: its name would
        show the names above it."""
        with (
            self.assertRaisesRegex(ValidationError, "Share that one"),
            self.cr.savepoint(),
        ):
            self.child.shared_user_ids = self.colleague
        with self.assertRaisesRegex(ValidationError, "public"), self.cr.savepoint():
            self.top.shared_user_ids = self.colleague
        self.group.shared_user_ids = self.colleague
        self.top.is_private = False
        with self.assertRaises(ValidationError):
            self.top.is_private = True

    def test_sharing_ends_with_privacy(self):
        """TG-09: private again, a group is not shared again."""
        self.group.write({"shared_user_ids": self.colleague.ids, "shared_edit": True})
        self.group.action_make_public()
        self.group.action_make_private()
        self.assertFalse(self._visible(self.colleague))
        self.assertFalse(self.group.shared_edit)

    def test_followers(self):
        """TG-07, TG-09: who may not see the group any more gets no news of it."""
        self.group.shared_user_ids = self.colleague | self.all_leads
        partners = (self.colleague | self.all_leads).partner_id
        self.group.message_subscribe(partners.ids)
        self.group.shared_user_ids = self.colleague
        followers = self.group.message_partner_ids
        self.assertIn(self.colleague.partner_id, followers)
        self.assertNotIn(self.all_leads.partner_id, followers)

    def test_rules_of_older_databases(self):
        """TG-09: the update opens the rules for shared groups, not those that an
        administrator has changed."""
        script = load_script(
            "crm_target_groups/migrations/19.0.1.1.0/post-visible_rules.py", "rules"
        )
        name = "crm_target_groups.crm_target_group_%srule_employee"
        rule, member_rule = (self.env.ref(name % part) for part in ("", "member_"))
        rule.domain_force = "[('visibility_user_id', 'in', (False, user.id))]"
        member_rule.domain_force = "[(0, '=', 1)]"
        self.group.shared_user_ids = self.colleague
        self.assertFalse(self._visible(self.colleague))
        script.migrate(self.cr, "19.0.1.0.0")
        self.assertEqual(self._visible(self.colleague), self.groups)
        self.assertEqual(member_rule.domain_force, "[(0, '=', 1)]")
