from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestOperations(TargetGroupsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        cls.child = cls._create_group("VIP", cls.group)
        cls.other = cls._create_group("Press")

    def _batch(self, report):
        return self.env["crm.target.group.batch"].browse(report["batch_id"])

    def _people(self, group):
        return self._members(group).partner_id

    def _receive(self, group, rows, is_copy=False):
        group = group.with_user(self.owner)
        return self._batch(group.receive_members(is_copy, record_ids=rows.ids))

    def test_add_people(self):
        """TG-11, TG-12: Add says how many came in, were in, are left out; by the
        whole search, or by what is ticked."""
        self._add(self.group, self.partners[:1])
        report = self.group.add_people(
            "res.partner", domain=[["name", "=like", "Guest _"]]
        )
        self.assertEqual(report["message"], "Exhibition: 4 added, 1 already in.")
        report = self.other.add_people("crm.lead", record_ids=self.leads.ids)
        self.assertEqual(
            report["message"], "Press: 1 added, 0 already in, 1 without access."
        )

    def test_add_from_an_earlier_group(self):
        """TG-11: contacts and leads of an earlier group, subgroups included."""
        self._add(self.group, self.partners[:1] | self.partners[1])
        self._add(self.child, self.partners[1:3])
        self._add(self.child, self.owner_lead)
        self.other.add_people(
            "crm.target.group.member",
            domain=[["group_id", "child_of", self.group.id]],
        )
        self.assertEqual(self._people(self.other).sorted("id"), self.partners[:3])
        self.assertEqual(self._members(self.other).lead_id, self.owner_lead)

    def test_only_people_can_be_added(self):
        """The client names the model: others are refused."""
        with self.assertRaises(UserError):
            self.group.add_people("res.users", domain=[])

    def test_no_way_in_by_the_hidden(self):
        """TG-07: the domain of a client finds no member of a private group."""
        private = self._create_group("Mine", user=self.colleague, is_private=True)
        self._add(private, self.partners)
        for model, domain in (
            ("crm.target.group.member", [["group_id", "=", private.id]]),
            ("res.partner", [["target_group_ids", "in", private.ids]]),
        ):
            self.group.add_people(model, domain=domain)
            self.assertFalse(self._members(self.group))
        with self.assertRaises(AccessError):
            private.with_user(self.owner).add_people("res.partner", domain=[])

    def test_move(self):
        """TG-21: moved members leave their groups; who cannot come in stays."""
        self._add(self.group, self.partners[:3])
        self._add(self.other, self.partners[0])
        batch = self._receive(self.other, self._members(self.group))
        self.assertEqual((batch.added, batch.already, batch.removed), (2, 1, 3))
        self.assertFalse(self._members(self.group))
        self.assertEqual(self._people(self.other).sorted("id"), self.partners[:3])

    def test_move_keeps_whom_the_target_leaves_out(self):
        """Nothing is lost: left out there, a member is not taken from here."""
        smart = self._create_group(
            "Smart", group_type="smart", include_group_ids=self.child.ids
        )
        self._add(smart, self.partners[:2])
        smart._remove_identities("res.partner", record_ids=self.partners[0].ids)
        self._add(self.group, self.partners[:2])
        batch = self._receive(smart, self._members(self.group))
        self.assertEqual(self._people(self.group), self.partners[0])
        self.assertEqual(batch.excluded, 1)

    def test_copy(self):
        """TG-21: copied members stay where they were."""
        self._add(self.group, self.partners[:3])
        self._receive(self.other, self._members(self.group), is_copy=True)
        self.assertEqual(len(self._members(self.group)), 3)
        self.assertEqual(len(self._members(self.other)), 3)

    def test_move_takes_the_right_to_both_groups(self):
        """TG-06: whoever may not change a group takes nobody out of it."""
        self._add(self.group, self.partners)
        self._forbid_editing_public_groups()
        mine = self._create_group("Mine", user=self.colleague)
        rows = self._members(self.group)
        with self.assertRaises(AccessError), self.cr.savepoint():
            mine.receive_members(False, record_ids=rows.ids)
        mine.receive_members(True, record_ids=rows.ids)
        self.assertEqual(len(self._members(mine)), 5)
        with self.assertRaises(AccessError):
            self.group.with_user(self.colleague).receive_members(
                True, record_ids=self._members(mine).ids
            )

    def test_undo_of_each_operation(self):
        """The last bulk operation is taken back as a whole, with what it found."""
        self._add(self.group, self.partners[:2])
        before = self._members(self.group)
        states = before.mapped(lambda row: (row.partner_id, row.added_on, row.source))
        members = self.env["crm.target.group.member"].with_user(self.owner)
        for operation in (
            lambda: self.group.add_people("res.partner", record_ids=self.partners.ids),
            lambda: members.take_out(domain=[["group_id", "=", self.group.id]]),
            lambda: self.other.receive_members(
                False, record_ids=self._members(self.group).ids
            ),
            lambda: self.other.receive_members(
                True, record_ids=self._members(self.group).ids
            ),
        ):
            report = operation()
            with self.subTest(report["message"]):
                self._batch(report).with_user(self.owner).action_undo()
                rows = self._members(self.group)
                self.assertEqual(
                    set(rows.mapped(lambda r: (r.partner_id, r.added_on, r.source))),
                    set(states),
                )
                self.assertFalse(self._members(self.other))
                self.assertFalse(
                    self.env["crm.target.group.stay"].search(
                        [("group_id", "in", (self.group | self.other).ids)]
                    )
                )

    def test_undo_once_and_by_oneself(self):
        """An operation is undone once, by who did it or by a manager."""
        report = self.group.add_people("res.partner", record_ids=self.partners.ids)
        batch = self._batch(report)
        with self.assertRaises(AccessError):
            batch.with_user(self.colleague).action_undo()
        with self.assertRaises(UserError):
            self.group.with_user(self.colleague).action_undo_last()
        self.group.action_undo_last()
        self.assertFalse(self._members(self.group))
        with self.assertRaises(UserError):
            batch.with_user(self.owner).action_undo()
        with self.assertRaises(UserError):
            self.group.action_undo_last()
        report = self.group.add_people("res.partner", record_ids=self.partners.ids)
        self._batch(report).with_user(self.manager).action_undo()
        self.assertFalse(self._members(self.group))

    def test_undo_of_a_removal_lets_in_again(self):
        """Undone, a removal from a smart group leaves nobody out."""
        self.partners[0].city = "Shiraz"
        smart = self._create_group(
            "Smart",
            group_type="smart",
            partner_scope="rule",
            partner_domain="[('city', '=', 'Shiraz')]",
        )
        smart.action_refresh()
        self._members(smart).with_user(self.owner).action_remove()
        smart.action_undo_last()
        self.assertEqual(self._members(smart).source, "rule")
        self.assertFalse(
            self.env["crm.target.group.exclusion"].search([("group_id", "=", smart.id)])
        )

    def test_duplicate_with_members(self):
        """Duplicating copies the tree below and the members of all of it."""
        self._add(self.group, self.partners[:2])
        self._add(self.child, self.partners[2:])
        copy = self.group.browse(self.group.duplicate_with_members())
        self.assertEqual(copy.name, "Exhibition (copy)")
        self.assertEqual(copy.child_ids.name, "VIP")
        self.assertEqual(copy.member_count, 5)
        self.assertEqual(copy.child_ids.member_count, 3)
        self.assertEqual(self.group.member_count, 5)

    def test_duplicate_of_a_private_group(self):
        """TG-07: the copy of a private group is not public; what the user does not see
        is not copied."""
        hidden = self._create_group(
            "Hidden", self.group, self.colleague, is_private=True
        )
        self._add(hidden, self.partners)
        self._add(self.group, self.partners[:1])
        copy = self.group.browse(self.group.duplicate_with_members())
        self.assertEqual(copy.with_user(self.manager).member_count, 1)
        copy = hidden.with_user(self.manager)
        copy = copy.browse(copy.duplicate_with_members())
        self.assertEqual(copy.visibility_user_id, self.manager)
        self.assertFalse(
            self.env["crm.target.group"]
            .with_user(self.owner)
            .search_count([("id", "=", copy.id)])
        )

    def test_picker_sources(self):
        """TG-10, TG-11: the sources that the user may read, each with those who are
        not in the group."""
        self._add(self.group, self.partners[:2])
        self._add(self.other, self.partners[1:3])
        self.owner_lead.write(
            {"partner_id": self.partners[3].id, "type": "opportunity"}
        )
        sources = {
            source["id"]: source
            for source in self.group.with_user(self.owner).picker_sources()
        }
        self.assertEqual(
            list(sources)[:5], ["contacts", "customers", "leads", "history", "group"]
        )
        for source, expected in (
            ("contacts", self.partners[2:]),
            ("history", self.partners[3]),
            ("leads", self.owner_lead),
            ("group", self._members(self.other)[0]),
        ):
            records = self.env[sources[source]["model"]].with_user(self.owner)
            found = records.search(
                [*sources[source]["domain"], *sources[source]["missing"]]
            )
            with self.subTest(source):
                self.assertLessEqual(expected, found)
                inside = self.partners[:2] if found._name == "res.partner" else ()
                self.assertFalse(set(found.ids) & {record.id for record in inside})
        group = self.group.with_user(self.database_manager)  # no right on leads
        names = [source["id"] for source in group.picker_sources()]
        self.assertNotIn("leads", names)
