from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestMembership(TargetGroupsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        cls.child = cls._create_group("VIP", cls.group)

    def test_add_counts(self):
        """TG-12: adding says how many came in and how many were there."""
        self.assertEqual(
            self._add(self.group, self.partners[:3]),
            {"added": 3, "already": 0, "excluded": 0, "no_access": 0},
        )
        self.assertEqual(
            self._add(self.group, self.partners),
            {"added": 2, "already": 3, "excluded": 0, "no_access": 0},
        )
        member = self._members(self.group)[0]
        self.assertEqual((member.source, member.added_by_id), ("manual", self.owner))
        self.assertTrue(member.added_on)

    def test_add_by_domain(self):
        """TG-11: all that match a search are added, by the search itself."""
        result = self.group._add_identities(
            "res.partner", domain=[("name", "=like", "Guest _")]
        )
        self.assertEqual(result["added"], 5)
        self.assertEqual(self._members(self.group).partner_id, self.partners)

    def test_contacts_and_leads_in_one_group(self):
        """TG-01: contacts and leads sit in the same group."""
        self._add(self.group, self.partners[:2])
        self._add(self.group, self.owner_lead)
        self.assertEqual(self.group.partner_count, 2)
        self.assertEqual(self.group.lead_count, 1)
        self.assertEqual(self.group.member_count, 3)
        member = self._members(self.group)[0]
        self.assertEqual((member.kind, member.name), ("lead", "Prospect 0"))

    def test_several_groups_at_once(self):
        """TG-16: one contact is in several groups."""
        result = self._add(self.group | self.child, self.partners[:2])
        self.assertEqual(result["added"], 4)
        self.assertEqual(self.partners[0].target_group_ids, self.group | self.child)

    def test_ids_are_not_trusted(self):
        """Rules of the user hold for identities that he names by their ids."""
        self.assertEqual(
            self._add(self.group, self.leads),
            {"added": 1, "already": 0, "excluded": 0, "no_access": 1},
        )
        self.assertEqual(self._members(self.group).lead_id, self.owner_lead)
        other = self.env["res.company"].create({"name": "Other"})
        self.partners[0].company_id = other
        self.assertEqual(self._add(self.group, self.partners[:2])["no_access"], 1)

    def test_add_takes_write_on_the_group(self):
        """TG-07: nobody adds to, or removes from, a private group of another."""
        self.group.action_make_private()
        group = self.group.with_user(self.colleague)
        with self.assertRaises(AccessError):
            self._add(group, self.partners)
        with self.assertRaises(AccessError):
            group._remove_identities("res.partner", record_ids=self.partners.ids)

    def test_remove(self):
        """TG-21: members leave a group, the people stay."""
        self._add(self.group, self.partners)
        self._add(self.group, self.owner_lead)
        count = self.group._remove_identities(
            "res.partner", record_ids=self.partners[:2].ids
        )
        self.assertEqual(count, 2)
        self.assertEqual(self._members(self.group).partner_id, self.partners[2:])
        self._members(self.group, self.owner).action_remove()
        self.assertFalse(self._members(self.group))
        self.assertEqual(self.group.member_count, 0)
        self.assertFalse(self.partners[2].target_group_ids)
        self.assertEqual(self.partners.exists(), self.partners)

    def test_roll_up_counts_a_person_once(self):
        """TG-08: a person in a group and in its subgroup is one member."""
        leaf = self._create_group("Platinum", self.child)
        self._add(self.group, self.partners[:2])
        self._add(self.child, self.partners[1:4])
        self._add(leaf, self.partners[3:4] | self.partners[0])
        counts = [group.partner_count for group in self.group | self.child | leaf]
        self.assertEqual(counts, [4, 4, 2])

    def test_roll_up_leaves_out_the_hidden(self):
        """TG-07: private subgroups of others, archived subgroups and archived people
        do not count."""
        private = self._create_group(
            "Mine", self.group, self.colleague, is_private=True
        )
        self._add(private, self.partners[:1])
        archived = self._create_group("Old", self.group)
        self._add(archived, self.partners[1:2])
        archived.active = False
        self._add(self.group, self.partners[2:4])
        self.partners[3].active = False
        self.group.invalidate_recordset()
        self.assertEqual(self.group.partner_count, 1)
        self.assertEqual(self.group.with_user(self.manager).partner_count, 2)
        self.assertEqual(archived.partner_count, 1)

    def test_counts_take_one_query(self):
        """Counting 1 group or 31 takes the same single query."""
        groups = self.group
        for index in range(30):
            groups |= self._create_group(f"Group {index}", self.group)
        self._add(groups, self.partners)
        self._add(groups, self.owner_lead)
        groups.mapped("member_count")  # warm up the rules
        for records in (self.group, groups):
            records.invalidate_model(["partner_count", "lead_count", "member_count"])
            with self.subTest(len(records)), self.assertQueryCount(1):
                records.mapped("member_count")

    def test_adding_many_takes_as_many_queries_as_one(self):
        """Adding is one statement: 1 contact or 500, 1 group or 10; two more queries
        ask for the right to the groups and for their kind."""
        partners = self.env["res.partner"].create(
            [{"name": f"Crowd {index}"} for index in range(500)]
        )
        groups = self.group
        for index in range(9):
            groups |= self._create_group(f"Group {index}")
        self._add(self.group, self.partners)  # warm up the rules
        self.env.flush_all()
        for some_groups, some_partners in (
            (self.group, partners[0]),
            (groups, partners),
        ):
            with self.subTest(len(some_groups)), self.assertQueryCount(3):
                some_groups.invalidate_recordset()
                self._add(some_groups, some_partners)
        self.assertEqual(len(self._members(self.group)), 505)

    @mute_logger("odoo.sql_db")
    def test_constraints(self):
        """A row is a contact or a lead, and each is in a group once."""
        self._add(self.group, self.partners[:1])
        members = self.env["crm.target.group.member"]
        for vals in (
            {},
            {"partner_id": self.partners[1].id, "lead_id": self.owner_lead.id},
            {"partner_id": self.partners[0].id},
        ):
            with self.assertRaises(IntegrityError), self.cr.savepoint():
                members.create({"group_id": self.group.id, **vals})

    def test_deleted_people_leave(self):
        """A deleted contact or lead leaves no row behind."""
        self._add(self.group, self.partners[:1])
        self._add(self.group, self.owner_lead)
        (self.partners[0] | self.partners[1]).unlink()
        self.owner_lead.unlink()
        self.assertFalse(self._members(self.group))


@tagged("post_install", "-at_install")
class TestMembershipField(TargetGroupsCommon):
    """TG-14: the field "Target Groups" of contacts and leads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        cls.other = cls._create_group("Press")
        cls.private = cls._create_group("Mine", user=cls.colleague, is_private=True)
        cls.partner = cls.partners[0].with_user(cls.all_leads)

    def test_write_commands(self):
        """TG-14: tags set on the card are memberships, with who and when."""
        self.partner.target_group_ids = self.group
        self.assertEqual(self._members(self.group).added_by_id, self.all_leads)
        self.partner.write({"target_group_ids": [Command.link(self.other.id)]})
        self.assertEqual(self.partner.target_group_ids, self.group | self.other)
        self.partner.write({"target_group_ids": [Command.unlink(self.group.id)]})
        self.assertEqual(self.partner.target_group_ids, self.other)
        self.partner.write({"target_group_ids": [[6, False, self.group.ids]]})
        self.assertEqual(self.partner.target_group_ids, self.group)
        self.partner.write({"target_group_ids": [[5]]})
        self.assertFalse(self.partner.target_group_ids)
        self.partner.write({"target_group_ids": [Command.create({"name": "New"})]})
        self.assertEqual(self.partner.target_group_ids.name, "New")
        self.partner.write(
            {
                "target_group_ids": [
                    Command.update(self.partner.target_group_ids.id, {"name": "Newer"})
                ]
            }
        )
        self.assertEqual(self.partner.target_group_ids.name, "Newer")
        self.partner.write(
            {"target_group_ids": [Command.delete(self.partner.target_group_ids.id)]}
        )
        self.assertFalse(self.partner.target_group_ids)

    def test_create(self):
        """TG-14: a contact or a lead can be born into a group, also by default."""
        for model in ("res.partner", "crm.lead"):
            records = self.env[model].with_user(self.all_leads)
            with self.subTest(model):
                record = records.create(
                    {"name": "Born", "target_group_ids": [self.group.id]}
                )
                self.assertEqual(record.target_group_ids, self.group)
                record = records.with_context(
                    default_target_group_ids=self.other.ids
                ).create({"name": "Default"})
                self.assertEqual(record.target_group_ids, self.other)
                self.assertEqual(
                    self._members(self.other)[0].added_by_id, self.all_leads
                )

    def test_form(self):
        """TG-14: the cards of contacts and leads show and set the groups."""
        with Form(self.partner) as form:
            form.target_group_ids.add(self.group)
        self.assertEqual(self.partner.target_group_ids, self.group)
        with Form(self.owner_lead.with_user(self.owner)) as form:
            form.target_group_ids.add(self.group)
        self.assertEqual(self.owner_lead.target_group_ids, self.group)

    def test_import(self):
        """TG-14: an import fills the groups by name."""
        partners = self.env["res.partner"].with_user(self.all_leads)
        result = partners.load(
            ["name", "target_group_ids"],
            [["Imported 1", "Exhibition,Press"], ["Imported 2", "Press"]],
        )
        self.assertFalse(result["messages"])
        imported = partners.browse(result["ids"])
        self.assertEqual(imported[0].target_group_ids, self.group | self.other)
        self.assertEqual(imported[1].target_group_ids, self.other)

    def test_hidden_groups_survive(self):
        """TG-07: replacing the groups one sees keeps the private ones of others."""
        self._add(self.private, self.partners[0])
        self._add(self.group, self.partners[0])
        self.assertEqual(self.partner.target_group_ids, self.group)
        self.partner.target_group_ids = self.other
        self.assertEqual(self.partner.target_group_ids, self.other)
        self.assertEqual(
            self.partners[0].with_user(self.colleague).target_group_ids,
            self.private | self.other,
        )

    def test_no_way_into_a_private_group(self):
        """TG-07: the id of a private group opens nothing."""
        with self.assertRaises(AccessError):
            self.partner.write({"target_group_ids": [Command.link(self.private.id)]})

    def test_a_duplicate_is_in_no_group(self):
        """A favourite is this person, not his duplicate."""
        self.partner.target_group_ids = self.group
        self.assertFalse(self.partner.copy().target_group_ids)

    def test_write_many(self):
        """Tagging 50 contacts takes as many queries as tagging one."""
        partners = self.env["res.partner"].create(
            [{"name": f"Crowd {index}"} for index in range(51)]
        )
        partners = partners.with_user(self.all_leads)
        counts = []
        self.partner.target_group_ids = self.group  # warm up the rules
        for some in (partners[0], partners[1:]):
            some.mapped("target_group_ids")
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            some.write({"target_group_ids": [Command.link(self.group.id)]})
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
