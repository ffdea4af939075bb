from odoo.tests import tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestSearch(TargetGroupsCommon):
    """TG-18: groups in the search of contacts and leads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        cls.child = cls._create_group("VIP", cls.group)
        cls.private = cls._create_group(
            "Secret", cls.group, cls.colleague, is_private=True
        )
        cls.a, cls.b, cls.c, cls.d, _none = cls.partners
        cls._add(cls.group, cls.a)
        cls._add(cls.child, cls.b | cls.a)
        cls._add(cls.private, cls.c)
        cls._add(cls.group, cls.owner_lead)

    def _search(self, operator, value, user=None, model="res.partner"):
        records = self.partners if model == "res.partner" else self.leads
        domain = [("target_group_ids", operator, value), ("id", "in", records.ids)]
        records = records.with_user(user or self.owner)
        found = records.search(domain)
        self.assertEqual(
            records._filtered_access("read").filtered_domain(domain).sorted("id"),
            found.sorted("id"),
        )
        return found

    def test_in(self):
        """TG-18: in and not in mean the very group."""
        self.assertEqual(self._search("in", self.group.ids), self.a)
        self.assertEqual(self._search("=", self.child.id), self.a | self.b)
        self.assertEqual(self._search("not in", self.group.ids), self.partners - self.a)
        self.assertEqual(
            self._search("in", self.group.ids, model="crm.lead"), self.owner_lead
        )

    def test_not_set(self):
        """TG-18: in a group, in no group; hidden groups do not tell."""
        self.assertEqual(self._search("!=", False), self.a | self.b)
        self.assertEqual(self._search("=", False), self.partners - self.a - self.b)
        self.assertEqual(self._search("in", [False, self.child.id]), self.partners)
        self.assertEqual(self._search("not in", [False, self.group.id]), self.b)
        self.assertEqual(
            self._search("not in", [False, self.private.id]), self.a | self.b
        )
        self.assertEqual(
            self._search("!=", False, self.colleague), self.a | self.b | self.c
        )

    def test_child_of(self):
        """TG-18: a group is searched with its subgroups, by id and by name."""
        for value in (self.group.id, self.group.ids, "Exhib", ["Exhib"]):
            with self.subTest(value):
                self.assertEqual(self._search("child_of", value), self.a | self.b)
        self.assertFalse(self._search("child_of", "No such group"))
        self.assertFalse(self._search("child_of", False))

    def test_parent_of(self):
        """TG-18: the way up finds the members of the groups above."""
        self.assertEqual(self._search("parent_of", self.child.id), self.a | self.b)
        self.assertEqual(self._search("parent_of", self.group.id), self.a)

    def test_by_name(self):
        """TG-18: ilike and =, and paths through the group."""
        self.assertEqual(self._search("ilike", "VIP"), self.a | self.b)
        self.assertEqual(
            self._search("not ilike", "VIP"), self.partners - self.a - self.b
        )
        self.assertEqual(
            self._search("any", [("user_id", "=", self.owner.id)]), self.a | self.b
        )
        found = self.partners.with_user(self.owner).search(
            [("target_group_ids.name", "=", "VIP")]
        )
        self.assertEqual(found, self.a | self.b)

    def test_private_groups_do_not_leak(self):
        """TG-07: not by the root above, not by id, not by name, not by path."""
        for operator, value in (
            ("child_of", self.group.id),
            ("child_of", self.private.id),
            ("child_of", "Secret"),
            ("in", self.private.ids),
            ("=", self.private.id),
            ("ilike", "Secret"),
            ("any", [("is_private", "=", True)]),
            ("any", [("id", "=", self.private.id)]),
        ):
            with self.subTest(operator=operator, value=value):
                self.assertNotIn(self.c, self._search(operator, value))
                self.assertIn(self.c, self._search(operator, value, self.colleague))
                self.assertIn(self.c, self._search(operator, value, self.manager))
        for operator, value in (
            ("not in", self.private.ids),
            ("not ilike", "Secret"),
        ):
            with self.subTest(operator=operator, value=value):
                self.assertIn(self.c, self._search(operator, value))

    def test_private_groups_do_not_leak_by_group_by(self):
        """TG-07: grouping by group shows nothing of private groups of others."""
        for user, groups in (
            (self.owner, self.group | self.child),
            (self.colleague, self.group | self.child | self.private),
        ):
            rows = self.partners.with_user(user)._read_group(
                [("id", "in", self.partners.ids)], ["target_group_ids"], ["__count"]
            )
            counts = {group: count for group, count in rows if group}
            with self.subTest(user.name):
                self.assertEqual(set(counts), set(groups))
                self.assertEqual(counts[self.child.with_user(user)], 2)

    def test_members_window_does_not_leak(self):
        """TG-07: child_of on the members themselves."""
        members = self.env["crm.target.group.member"].with_user(self.owner)
        found = members.search([("group_id", "child_of", self.group.id)])
        self.assertEqual(found.partner_id, self.a | self.b)
        self.assertFalse(members.search([("group_id", "=", self.private.id)]))
        self.assertFalse(members.search([("partner_id", "=", self.c.id)]))

    def test_archived_groups(self):
        """TG-18: an archived group is out of the search, unless named by its id."""
        self.child.active = False
        self.assertEqual(self._search("child_of", self.group.id), self.a)
        self.assertEqual(self._search("!=", False), self.a)
        self.assertFalse(self._search("ilike", "VIP"))
        partners = self.partners.with_user(self.owner)
        found = partners.search([("target_group_ids", "in", self.child.ids)])
        self.assertEqual(found, self.a | self.b)
        found = partners.search([("target_group_ids.active", "=", False)])
        self.assertEqual(found, self.a | self.b)

    def test_one_resolver(self):
        """TG-17, TG-18: who is a member is the same for search, count and resolver."""
        groups = self.group._effective_groups()
        partners = self.partners.with_user(self.owner)
        members = partners.search(groups._inside_domain("res.partner"))
        self.assertEqual(members, self._search("child_of", self.group.id))
        self.assertEqual(len(members), self.group.partner_count)

    def test_search_views(self):
        """TG-18: fields, filters and group-by stand in the three search views."""
        for model, xmlid in (
            ("res.partner", "base.view_res_partner_filter"),
            ("crm.lead", "crm.view_crm_case_leads_filter"),
            ("crm.lead", "crm.view_crm_case_opportunities_filter"),
        ):
            view = self.env.ref(xmlid)
            records = self.env[model].with_user(self.owner)
            arch = records.get_view(view.id, "search")["arch"]
            for name in (
                "target_group_ids",
                "in_my_target_groups",
                "in_target_group",
                "in_no_target_group",
                "group_by_target_group",
            ):
                with self.subTest(xmlid, name=name):
                    self.assertEqual(arch.count(f'name="{name}"'), 1)
