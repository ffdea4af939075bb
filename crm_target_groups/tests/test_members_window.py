from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestMembersWindow(TargetGroupsCommon):
    """TG-01, TG-08: the window of members, with the tree at its side."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        cls.child = cls._create_group("VIP", cls.group)
        cls.private = cls._create_group(
            "Secret", cls.group, cls.colleague, is_private=True
        )
        cls._add(cls.group, cls.partners[:2])
        cls._add(cls.child, cls.partners[1:3])
        cls._add(cls.child, cls.owner_lead)
        cls._add(cls.private, cls.partners[3])

    def _panel(self, user, **kwargs):
        members = self.env["crm.target.group.member"].with_user(user)
        return members.search_panel_select_range(
            "group_id",
            **{"enable_counters": True, "expand": True, "limit": 0, **kwargs},
        )

    def _counts(self, user, **kwargs):
        values = self._panel(user, **kwargs)["values"]
        return {value["display_name"]: value["__count"] for value in values}

    def test_tree_with_counts(self):
        """TG-08: each group of the tree counts a person once, subgroups included."""
        result = self._panel(self.owner)
        self.assertEqual(result["parent_field"], "parent_id")
        child = next(
            value for value in result["values"] if value["id"] == self.child.id
        )
        self.assertEqual(child["parent_id"], self.group.id)
        self.assertEqual(self._counts(self.owner), {"Exhibition": 4, "VIP": 3})

    def test_tree_shows_privacy(self):
        """TG-07: private groups are marked for those who see them."""
        values = self._panel(self.colleague)["values"]
        private = [value["id"] for value in values if value["privacy"] == "private"]
        self.assertEqual(private, self.private.ids)

    def test_tree_hides_private_groups(self):
        """TG-07: the tree of a colleague has neither the group nor its people."""
        self.assertEqual(
            self._counts(self.colleague), {"Exhibition": 4, "VIP": 2, "Secret": 1}
        )

    def test_counts_follow_the_search(self):
        """TG-18: the counts are those of the search that is active."""
        self.assertEqual(
            self._counts(self.owner, search_domain=[("lead_id", "!=", False)]),
            {"Exhibition": 1, "VIP": 1},
        )

    def test_without_counters(self):
        """Other uses of the panel stay as they are."""
        values = self._panel(self.owner, enable_counters=False)["values"]
        self.assertNotIn("__count", values[0])

    def test_query_count(self):
        """TG-08: the number of groups does not change the number of queries."""
        self._panel(self.owner)
        self.env.flush_all()
        counts = []
        for index in range(2):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._panel(self.owner)
            counts.append(self.cr.sql_log_count - before)
            for number in range(30):
                self._create_group(f"Group {index} {number}", self.group)
            self.env.flush_all()
        self.assertEqual(counts[0], counts[1])

    def test_search_of_members(self):
        """TG-01: members are found by name, email and phone, contacts and leads."""
        self.partners[0].write({"email": "sara@example.com", "phone": "+982188776655"})
        self.owner_lead.write(
            {
                "email_from": "sara.lead@example.com",
                "phone": "+982188776644",
                "contact_name": "Sara",
            }
        )
        members = self.env["crm.target.group.member"].with_user(self.owner)
        for domain in (
            [("email", "ilike", "sara")],
            [("phone", "ilike", "2188776")],
            ["|", ("name", "ilike", "Guest 0"), ("name", "=", "Sara")],
        ):
            with self.subTest(domain):
                found = members.search(domain)
                self.assertEqual(found.partner_id, self.partners[0])
                self.assertEqual(found.lead_id, self.owner_lead)

    def test_archived_people(self):
        """Archived people stay members, and show only when asked for."""
        self.partners[0].active = False
        members = self.env["crm.target.group.member"].with_user(self.owner)
        domain = [("group_id", "=", self.group.id)]
        self.assertEqual(members.search(domain).partner_id, self.partners[1])
        archived = members.search([*domain, ("active", "=", False)])
        self.assertEqual(archived.partner_id, self.partners[0])

    def test_open_the_identity(self):
        """A click on a member opens the contact or the lead."""
        for member in self._members(self.child, self.owner):
            action = member.action_open_identity()
            identity = member.partner_id or member.lead_id
            self.assertEqual(action["res_model"], identity._name)
            self.assertEqual(action["res_id"], identity.id)

    def test_open_at_a_group(self):
        """TG-08: the button "Members" opens the window at the group."""
        action = self.child.action_open_members()
        self.assertEqual(
            action["context"]["searchpanel_default_group_id"], self.child.id
        )

    def test_tree_says_what_each_group_is(self):
        """TG-07, TG-15: privacy, kind, state and rights come with the tree."""
        smart = self._create_group(
            "Smart", group_type="smart", include_group_ids=self.child.ids
        )
        nodes = {value["id"]: value for value in self._panel(self.owner)["values"]}
        self.assertEqual(nodes[smart.id]["refresh_state"], "stale")
        self.assertTrue(nodes[smart.id]["is_smart"] and nodes[smart.id]["can_edit"])
        self.assertFalse(nodes[self.group.id]["is_smart"])
        self._forbid_editing_public_groups()
        nodes = {value["id"]: value for value in self._panel(self.colleague)["values"]}
        self.assertFalse(nodes[self.group.id]["can_edit"])
        self.assertTrue(nodes[self.private.id]["can_manage"])
        self.assertTrue(nodes[self.private.id]["is_private_root"])

    def test_tree_takes_as_many_queries_for_many_groups(self):
        """TG-08: 1,000 groups at any depth open with as many queries as a few."""
        few = len(self._panel(self.owner)["values"])
        before = self._panel_queries()
        groups = self.env["crm.target.group"].with_user(self.owner)
        parent, missing = self.group, 1000 - few
        for depth in range(10):
            count = missing // (10 - depth)
            missing -= count
            level = groups.create(
                [
                    {"name": f"Group {depth}.{index}", "parent_id": parent.id}
                    for index in range(count)
                ]
            )
            parent = level[0]
        self.assertLessEqual(self._panel_queries(), before)
        self.assertEqual(len(self._panel(self.owner)["values"]), 1000)

    def _panel_queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self._panel(self.owner)
        return self.env.cr.sql_log_count - before

    def test_personal_view(self):
        """TG-23: each user has his own view of a group, and forgets it."""
        view = {"columns": ["email"], "domain": "[]", "order_by": [{"name": "name"}]}
        group = self.group.with_user(self.owner)
        group.keep_view(**view)
        group.keep_view(**view | {"columns": ["phone"]})

        def kept(user):
            values = self._panel(user)["values"]
            return {v["id"]: v["view"] for v in values if "view" in v}

        self.assertEqual(kept(self.owner), {group.id: view | {"columns": ["phone"]}})
        self.assertFalse(kept(self.colleague))
        self.assertFalse(
            self.env["crm.target.group.view"].with_user(self.manager).search([])
        )
        group.forget_view()
        self.assertFalse(kept(self.owner))
        with self.assertRaises(AccessError):
            self.private.with_user(self.owner).keep_view(**view)
