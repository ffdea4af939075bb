from odoo.tests import tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestMerge(TargetGroupsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.g1 = cls._create_group("One")
        cls.g2 = cls._create_group("Two")
        cls.g3 = cls._create_group("Three", user=cls.colleague, is_private=True)
        cls.groups = cls.env["crm.target.group"].browse((cls.g1 | cls.g2 | cls.g3).ids)

    def test_partner_merge(self):
        """TG-16: merged contacts are in the groups of all of them, once, with the
        oldest membership; also in groups that the merging user cannot see."""
        target, source, other = self.partners[:3]
        self._add(self.g1, target | source)
        self._add(self.g2, source | other)
        self._add(self.g3, source)
        oldest = self._members(self.g2)[-1]
        self.cr.execute(
            "UPDATE crm_target_group_member SET added_on = '2020-01-01' WHERE id = %s",
            [oldest.id],
        )
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((target | source | other).ids, target)
        self.assertEqual(target.target_group_ids, self.groups)
        for group in self.groups:
            self.assertEqual(self._members(group).partner_id, target)
        self.assertEqual(self._members(self.g2).added_on.year, 2020)
        self.assertEqual(self._members(self.g3).added_by_id, self.colleague)

    def test_lead_merge(self):
        """TG-16: merged leads are in the groups of all of them."""
        head, tail = self.env["crm.lead"].create(
            [
                {"name": "Head", "type": "opportunity", "user_id": self.owner.id},
                {"name": "Tail", "type": "lead", "user_id": self.owner.id},
            ]
        )
        self._add(self.g1, head | tail)
        self._add(self.g2, tail)
        self._add(self.g3.with_user(self.manager), tail)
        merged = (head | tail).with_user(self.owner).merge_opportunity()
        self.assertEqual(merged, head)
        self.assertFalse(tail.exists())
        self.assertEqual(head.target_group_ids, self.groups)

    def test_conversion_copies_the_groups(self):
        """TG-16: the customer made of a lead joins its groups; the lead stays in."""
        lead = self.owner_lead.with_user(self.owner)
        lead.contact_name = "Sara"
        self._add(self.g1 | self.g2, lead)
        self._add(self.g3.with_user(self.manager), lead)
        wizard = self.env["crm.lead2opportunity.partner"].with_user(self.owner)
        wizard = wizard.with_context(
            active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
        ).create({"name": "convert", "action": "create"})
        wizard.action_apply()
        partner = self.owner_lead.partner_id
        self.assertTrue(partner)
        self.assertEqual(partner.target_group_ids, self.groups)
        self.assertEqual(self.owner_lead.target_group_ids, self.groups)
        row = self._members(self.g1).filtered("partner_id")
        self.assertEqual((row.source, row.added_by_id), ("conversion", self.owner))

    def test_conversion_to_a_known_customer(self):
        """TG-16: leads of one known customer bring him into their groups, once."""
        leads = self.leads.with_user(self.manager)
        self._add(self.groups.with_user(self.manager), leads)
        self._add(self.g1, self.partners[0])
        leads._handle_partner_assignment(force_partner_id=self.partners[0].id)
        self.assertEqual(self.partners[0].target_group_ids, self.groups)
        row = self._members(self.g1).filtered("partner_id")
        self.assertEqual(row.source, "manual")

    def test_hooks_take_few_statements(self):
        """Each hook takes as many statements for any number of groups and people: one
        for each table and each kind of conflict."""
        self._add(self.g1 | self.g2, self.partners)
        self._add(self.g1 | self.g2, self.owner_lead)
        members = self.env["crm.target.group.member"]
        self.leads.partner_id = self.partners[0]
        self.env.flush_all()
        with self.assertQueryCount(5):
            members._merge_identities(self.partners[1:], self.partners[0])
        with self.assertQueryCount(5):
            members._merge_identities(self.owner_lead, self.colleague_lead)
        with self.assertQueryCount(1):
            members._copy_to_customers(self.leads)

    def _smart(self):
        self.partners[:2].city = "Shiraz"
        group = self._create_group(
            "Smart",
            group_type="smart",
            partner_scope="rule",
            partner_domain="[('city', '=', 'Shiraz')]",
        )
        group.action_refresh()
        return group

    def test_left_out_survives_the_merge(self):
        """Trap 1: who is left out of a group stays out under his new name, also when
        the rule had brought the other one in."""
        group = self._smart()
        a, b = self.partners[:2]
        group._remove_identities("res.partner", record_ids=b.ids)
        self.env["crm.target.group.member"]._merge_identities(b, a)
        self.assertFalse(self._members(group))
        b.unlink()  # as the merge does
        group.action_refresh()
        self.assertFalse(self._members(group))

    def test_by_hand_wins_in_the_merge(self):
        """Trap 1: who is in by hand is not left out because of the other one."""
        group = self._smart()
        a, b = self.partners[:2]
        group._remove_identities("res.partner", record_ids=b.ids)
        self._add(group, a)
        self.env["crm.target.group.member"]._merge_identities(b, a)
        self.assertEqual(self._members(group).source, "manual")
        self.assertFalse(
            self.env["crm.target.group.exclusion"].search([("group_id", "=", group.id)])
        )
