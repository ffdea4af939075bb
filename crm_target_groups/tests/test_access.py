from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestAccess(TargetGroupsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        cls._add(cls.group, cls.partners[:1])

    def test_public_groups_are_shared(self):
        """TG-01, TG-04: salespeople change public groups and their members."""
        group = self.group.with_user(self.colleague)
        group.name = "Fair"
        self._add(group, self.partners[1:3])
        self._members(group, self.colleague)[:1].action_remove()
        self.assertEqual(len(self._members(group)), 2)
        group._unlink_with_subgroups()
        self.assertFalse(self.group.exists())

    def test_public_groups_are_not_shared(self):
        """TG-06: without the setting, one changes one's own groups only."""
        self._forbid_editing_public_groups()
        group = self.group.with_user(self.colleague)
        self.assertEqual(group.name, "Exhibition")
        with self.assertRaises(AccessError):
            group.name = "Fair"
        with self.assertRaises(AccessError):
            self._add(group, self.partners[1:3])
        with self.assertRaises(AccessError):
            self._members(group, self.colleague).action_remove()
        with self.assertRaises(AccessError):
            group.unlink()
        mine = self._create_group("Mine", user=self.colleague)
        self._add(mine, self.partners)
        self._members(mine, self.colleague).action_remove()
        mine.unlink()

    def test_nobody_asks_with_the_eyes_of_another(self):
        """TG-07: a rule sees what its owner sees, so nobody writes one for another
        owner, be the group public or shared, old or new; managers may."""
        rule = {
            "group_type": "smart",
            "lead_scope": "rule",
            "lead_domain": "[('name', 'ilike', 'Prospect')]",
        }
        theirs = self._create_group("Theirs", user=self.manager, **rule)
        mine = self._create_group("Mine", **rule)
        for forbidden in (
            lambda: theirs.with_user(self.owner).write({"lead_scope": "all"}),
            lambda: theirs.with_user(self.owner).write(
                {"include_group_ids": mine.ids}
            ),
            lambda: self.group.with_user(self.colleague).write(rule),
            lambda: self.env["crm.target.group"]
            .with_user(self.owner)
            .create({"name": "New", "user_id": self.manager.id, **rule}),
            lambda: mine.write({"user_id": self.manager.id}),
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                forbidden()
        theirs.with_user(self.owner).name = "Renamed"
        mine.with_user(self.manager).lead_domain = "[('name', '=', 'Prospect 0')]"
        mine.with_user(self.manager).user_id = self.colleague

    def test_employee_reads_only(self):
        """TG-14: who sees contacts sees their public groups, and no more."""
        group = self.group.with_user(self.employee)
        partner = self.partners[0].with_user(self.employee)
        self.assertEqual(partner.target_group_ids, group)
        self.assertEqual(len(self._members(group, self.employee)), 1)
        for forbidden in (
            lambda: group.write({"name": "Fair"}),
            lambda: group.unlink(),
            lambda: self._create_group("Mine", user=self.employee),
            lambda: self._add(group, self.partners),
            lambda: self._members(group, self.employee).action_remove(),
            lambda: (
                self.env["crm.target.group.add"]
                .with_user(self.employee)
                .create({"group_id": group.id})
            ),
            lambda: (
                self.env["crm.target.group.delete"]
                .with_user(self.employee)
                .create({"group_ids": group.ids})
            ),
        ):
            with self.assertRaises(AccessError):
                forbidden()

    def test_nobody_writes_the_rows(self):
        """Members come in through the groups only: not even managers write rows."""
        for user in (self.owner, self.manager, self.database_manager, self.system):
            members = self._members(self.group, user)
            with self.subTest(user.name):
                with self.assertRaises(AccessError):
                    members.create(
                        {"group_id": self.group.id, "partner_id": self.partners[1].id}
                    )
                with self.assertRaises(AccessError):
                    members.write({"source": "conversion"})
                with self.assertRaises(AccessError):
                    members.unlink()

    def test_portal_sees_no_groups(self):
        """A portal user reads himself without a word about groups."""
        portal = self._create_user("portal", "base.group_portal")
        partner = portal.partner_id.with_user(portal)
        self.assertNotIn("target_group_ids", partner.fields_get())
        with self.assertRaises(AccessError):
            partner.read(["target_group_ids"])
        with self.assertRaises(AccessError):
            self.env["crm.target.group"].with_user(portal).search([])

    def test_lead_of_another_salesman(self):
        """Leads of others stay hidden in a public group, for those whom the rules of
        leads hide them from."""
        manager_group = self.group.with_user(self.manager)
        self._add(manager_group, self.leads)
        visible = {
            self.owner: self.owner_lead,
            self.colleague: self.colleague_lead,
            self.all_leads: self.leads,
            self.manager: self.leads,
            self.database_manager: self.leads.browse(),
            self.system: self.leads.browse(),
            self.employee: self.leads.browse(),
        }
        hidden_row = self._members(self.group).filtered(
            lambda member: member.lead_id == self.colleague_lead
        )
        for user, leads in visible.items():
            with self.subTest(user.name):
                members = self._members(self.group, user)
                self.assertEqual(members.lead_id.ids, leads[::-1].ids)
                self.assertEqual(len(members), len(leads) + 1)
                group = self.group.with_user(user)
                self.assertEqual(group.lead_count, len(leads))
                self.assertEqual(group.partner_count, 1)
        with self.assertRaises(AccessError):
            hidden_row.with_user(self.owner).read(["name"])
        hidden_row.with_user(self.owner).action_remove()
        self.assertTrue(hidden_row.exists())

    def test_search_people_without_rights_on_leads(self):
        """An employee searches members by name though he may not read leads."""
        self._add(self.group.with_user(self.manager), self.leads)
        members = self.env["crm.target.group.member"].with_user(self.employee)
        found = members.search([("name", "ilike", "o")])
        self.assertFalse(found.lead_id)
        self.assertEqual(
            members.search([("name", "ilike", "Guest 0")]).partner_id, self.partners[0]
        )

    def test_contact_of_another_company(self):
        """The company rules of contacts hold for members."""
        other = self.env["res.company"].create({"name": "Other"})
        self.partners[0].company_id = other
        self.assertFalse(self._members(self.group, self.owner))
        self.group.invalidate_recordset()
        self.assertEqual(self.group.partner_count, 0)
        self.assertEqual(len(self._members(self.group)), 1)
