from datetime import datetime

from freezegun import freeze_time

from odoo.modules.migration import load_script
from odoo.tests import tagged

from ..hooks import uninstall_hook
from ..models.crm_target_group_member import FORGETS_NAMES
from .common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestHistory(TargetGroupsCommon):
    """TG-34: who joined and left, when and by whom; the group as of a past date."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls._create_group("Exhibition")
        cls.child = cls._create_group("VIP", cls.group)

    def _at(self, day, action):
        moment = datetime(2026, 3, day, 12)
        with freeze_time(moment):
            # The clock of the transaction stands still in tests.
            self.env.cr._now = moment
            action()
        self.env.flush_all()

    def _live(self):
        a, b, c = self.partners[:3]
        self._at(1, lambda: self._add(self.group, a | b))
        self._at(5, lambda: self._add(self.child, c))
        leave = self.group.with_user(self.colleague)
        self._at(10, lambda: leave._remove_identities("res.partner", record_ids=a.ids))
        self._at(20, lambda: self._add(self.group, a))
        return a, b, c

    def _people_at(self, day, group=None):
        domain = (group or self.group)._presence_domain(datetime(2026, 3, day, 13))
        return self.env["crm.target.group.presence"].search(domain).partner_id

    def _count_at(self, day):
        domain = self.group._presence_domain(datetime(2026, 3, day, 13))
        return self.env["crm.target.group.presence"].search_count(domain)

    def test_as_of(self):
        """TG-34: the group as of any day, with its subgroups."""
        a, b, c = self._live()
        for day, people in (
            (1, a | b),
            (5, a | b | c),
            (10, b | c),
            (20, a | b | c),
        ):
            with self.subTest(day):
                self.assertEqual(self._people_at(day).sorted("id"), people.sorted("id"))
        self.assertEqual(self._people_at(5, self.child), c)

    def test_log(self):
        """TG-34: each joining and leaving, by whom; the sum is the number of "
        "members."""
        a, _b, _c = self._live()
        events = self.env["crm.target.group.event"].search(
            [("group_id", "=", self.group.id)]
        )
        rows = [(event.date.day, event.event, event.user_id) for event in events]
        self.assertEqual(
            rows,
            [
                (20, "join", self.owner),
                (10, "leave", self.colleague),
                (1, "join", self.owner),
                (1, "join", self.owner),
            ],
        )
        self.assertEqual(events[0].partner_id, a)
        self.assertEqual(sum(events.mapped("change")), 2)

    def test_growth(self):
        """TG-34: the curve of growth is the sum by day."""
        self._live()
        rows = self.env["crm.target.group.event"]._read_group(
            [("group_id", "child_of", self.group.id)], ["date:day"], ["change:sum"]
        )
        self.assertEqual([change for _day, change in rows], [2, 1, -1, 1])

    def test_history_is_as_private_as_the_group(self):
        """TG-07: neither log nor past members of a private group are seen."""
        self._live()
        self.group.action_make_private()
        for model in ("event", "presence", "stay"):
            rows = self.env[f"crm.target.group.{model}"]
            domain = [("group_id", "child_of", self.group.id)]
            with self.subTest(model):
                self.assertTrue(rows.with_user(self.owner).search(domain))
                self.assertTrue(rows.with_user(self.manager).search(domain))
                self.assertFalse(rows.with_user(self.colleague).search(domain))
                self.assertFalse(rows.with_user(self.employee).search(domain))

    def test_deleted_people_stay_in_the_history(self):
        """TG-34: who is deleted has left: name, reason and by whom stay in the log, and
        the numbers of past days do not change."""
        a, b, c = self._live()
        lead = self.colleague_lead
        self._at(21, lambda: self._add(self.group.with_user(self.manager), lead))
        c.active = False
        events = self.env["crm.target.group.event"].with_user(self.owner)
        everything = [("group_id", "child_of", self.group.id)]
        days = (1, 5, 10, 20, 21)
        before = [self._count_at(day) for day in days]
        self._at(22, (a | c).with_user(self.manager).sudo().unlink)
        self._at(22, lead.unlink)
        self.assertEqual([self._count_at(day) for day in days], before)
        self.assertEqual(self._count_at(22), 1, "only the second guest is left")
        self.assertEqual(sum(events.search(everything).mapped("change")), 1)

        last = events.search([*everything, ("reason", "=", "deleted")])
        self.assertEqual(
            last.sorted("name").mapped("name"),
            ["Guest 0 (deleted)", "Guest 2 (deleted)"],
            "the lead of a colleague was not his to read, and is not now",
        )
        self.assertEqual(last.user_id, self.manager)
        self.assertEqual(set(last.mapped("kind")), {"contact"})
        for user in (self.all_leads, self.colleague):
            rows = events.with_user(user).search([("name", "ilike", "Prospect 1")])
            self.assertEqual(set(rows.mapped("event")), {"join", "leave"})
        self.assertFalse(last[0].action_open_identity())
        self.assertFalse(b.unlink() and self._members(self.group))

    def test_names_of_deleted_people_can_be_forgotten(self):
        """TG-34: a setting forgets the names of deleted people; the numbers stay."""
        a, b, _c = self._live()
        a.unlink()
        self.env["res.config.settings"].create(
            {"target_group_forgets_names": True}
        ).execute()
        b.unlink()
        rows = self.env["crm.target.group.event"].search(
            [("group_id", "=", self.group.id), ("reason", "=", "deleted")]
        )
        self.assertEqual(set(rows.mapped("name")), {"… (deleted)"})
        self.assertEqual(len(rows), 2)
        uninstall_hook(self.env)
        self.assertFalse(self.env["ir.config_parameter"].get_param(FORGETS_NAMES))

    def test_reasons_to_leave(self):
        """TG-34: taken out, moved away, no longer matched: the log says which."""
        a, b, c = self.partners[:3]
        (a | b | c).city = "Rasht"
        smart = self._create_group(
            "Smart",
            group_type="smart",
            partner_scope="rule",
            partner_domain="[('city', '=', 'Rasht')]",
            max_drop_percent=100,
        )
        smart.action_refresh()
        rows = self._members(smart).sorted("partner_id")
        self.group.receive_members(False, record_ids=rows[0].ids)
        rows[1].with_user(self.owner).action_remove()
        c.city = "Yazd"
        smart.action_refresh()
        stays = self.env["crm.target.group.stay"].search([("group_id", "=", smart.id)])
        self.assertEqual(
            {stay.partner_id: stay.ending for stay in stays},
            {a: "moved", b: "removed", c: "unmatched"},
        )

    def test_undo_after_a_deletion(self):
        """TG-34: who is deleted meanwhile does not come back by an undo."""
        a, b, _c = self._live()
        rows = self._members(self.group)
        self.env["crm.target.group.member"].with_user(self.owner).take_out(
            record_ids=rows.ids
        )
        a.unlink()
        self.group.action_undo_last()
        self.assertEqual(self._members(self.group).partner_id, b)

    def test_reasons_of_older_databases(self):
        """TG-34: the update says of those who have left before why, as far as known."""
        self._live()
        stay = self.env["crm.target.group.stay"].search(
            [("group_id", "=", self.group.id)]
        )
        stay.ending = False
        script = load_script(
            "crm_target_groups/migrations/19.0.1.2.0/post-endings.py", "endings"
        )
        self.env.flush_all()
        script.migrate(self.cr, "19.0.1.1.0")
        stay.invalidate_recordset()
        self.assertEqual(stay.ending, "removed")

    def test_merged_people_keep_their_past(self):
        """A merge brings the past stays along."""
        a, b, _c = self._live()
        self.env["crm.target.group.member"]._merge_identities(a, b)
        stays = self.env["crm.target.group.stay"].search(
            [("group_id", "=", self.group.id)]
        )
        self.assertEqual(stays.partner_id, b)

    def test_open_screens(self):
        """The menu opens log, report and the list of a past day."""
        self._live()
        for action in (
            self.group.action_open_log(),
            self.group.action_open_report(),
            self.group.action_open_left_out(),
            self.env["crm.target.group.moment"]
            .with_user(self.owner)
            .create({"group_id": self.group.id, "moment": datetime(2026, 3, 12)})
            .action_open(),
        ):
            records = self.env[action["res_model"]].with_user(self.owner)
            records.search(action["domain"])
            self.assertIn("Exhibition", action["display_name"])

    def test_health(self):
        """TG-34: members without email or phone, archived ones, the same email "
        "twice."""
        a, b, c, d, _e = self.partners
        a.email = b.email = "twice@example.com"
        c.write({"email": "c@example.com", "phone": "+32 470 12 34 56"})
        d.active = False
        self._add(self.group, a | b | d)
        self._add(self.child, c | a)
        self._add(self.child, self.owner_lead)
        self.owner_lead.write({"email_from": False, "phone": "123"})
        self.group.invalidate_recordset()
        self.assertEqual(self.group.email_missing, 1)
        self.assertEqual(self.group.phone_missing, 2)
        self.assertEqual(self.group.archived_count, 1)
        self.assertEqual(self.group.duplicate_count, 2)
