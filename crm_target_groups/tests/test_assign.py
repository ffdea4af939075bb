from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestAssign(TargetGroupsCommon):
    """TG-22: the people of groups are distributed among salespeople."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        cls.child = cls._create_group("VIP", cls.group)
        cls.users = cls.owner | cls.colleague
        cls.partners[0].user_id = cls.manager
        cls.colleague_lead.partner_id = cls.partners[1]
        cls._add(cls.group, cls.partners[:3])
        cls._add(cls.child, cls.partners[3:])
        cls._add(cls.child.with_user(cls.all_leads), cls.leads)

    def _assign(self, user, users=None, **context):
        wizard = self.env["crm.target.group.assign"].with_user(user)
        wizard = wizard.with_context(**context).create(
            {
                "group_id": False if context else self.group.id,
                "user_ids": (users or self.users).ids,
            }
        )
        return wizard.action_assign()["params"]["message"]

    def test_in_turn(self):
        """TG-22: each gets as many people, a lead goes where its customer goes; undone,
        everybody has the one before, unless changed since."""
        message = self._assign(self.manager)
        self.assertIn("6 have a new salesperson", message, "the seventh has his own")
        shares = [
            len(self.partners.filtered_domain([("user_id", "=", user.id)]))
            for user in self.users
        ]
        self.assertEqual(sorted(shares), [2, 3])
        self.assertEqual(self.colleague_lead.user_id, self.partners[1].user_id)
        self.partners[4].user_id = self.all_leads
        self.group.with_user(self.manager).action_undo_last()
        self.assertEqual(self.partners[0].user_id, self.manager)
        self.assertFalse(self.partners[1:4].user_id)
        self.assertEqual(self.partners[4].user_id, self.all_leads)
        self.assertEqual(self.owner_lead.user_id, self.owner)
        self.assertEqual(self.colleague_lead.user_id, self.colleague)
        self.assertEqual(len(self._members(self.group)), 3, "members stay")

    def test_ticked_members(self):
        """TG-22: only the ticked ones, or all that match the search."""
        row = self._members(self.group).filtered(
            lambda member: member.partner_id == self.partners[2]
        )
        self._assign(
            self.manager,
            self.owner,
            active_model=row._name,
            active_ids=row.ids,
        )
        self.assertEqual(self.partners.filtered("user_id"), self.partners[::2][:2])
        self.assertEqual(self.partners[2].user_id, self.owner)

    def test_rights(self):
        """TG-07, TG-22: what one may not change stays, what one does not see as well;
        who gave a lead away takes it back."""
        self._assign(self.owner, self.colleague)
        self.assertEqual(self.owner_lead.user_id, self.colleague)
        batch = self.env["crm.target.group.batch"].search([], limit=1)
        self.assertEqual(batch.user_id, self.owner)
        self.assertEqual(batch.assigned + batch.no_access, 6, "the hidden lead apart")
        batch.with_user(self.owner).action_undo()
        self.assertEqual(self.owner_lead.user_id, self.owner)
        with self.assertRaises(AccessError):
            self._assign(self.employee, self.colleague)
        portal = self.env["res.users"].search([("share", "=", True)], limit=1)
        with self.assertRaises(UserError):
            self.env["crm.target.group.member"]._assign([], portal)
