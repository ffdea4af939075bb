from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import crm_lead_import_work
from .common import LeadImportCommon, make_xlsx


@tagged("post_install", "-at_install")
class TestBackground(LeadImportCommon):
    def setUp(self):
        super().setUp()
        for name, value in (("SHORT_FILE", 0), ("SHORT_ROWS", 0), ("BATCH_SIZE", 4)):
            self.patch(crm_lead_import_work, name, value)

    def start(self, count=10, **values):
        rows = [
            ["عنوان", "ایمیل"],
            *([f"lead {n}", f"a{n}@b.ir"] for n in range(count)),
        ]
        lead_import = self.upload(make_xlsx(rows), **values)
        lead_import.action_check()
        return lead_import

    def later(self):
        """Time passes, as it would from one transaction to the next."""
        self.env.flush_all()
        self.patch(self.env.cr, "_now", fields.Datetime.now() + timedelta(hours=1))

    def test_work(self):
        """LT-41: long work is done in the background, in batches, with progress; the
        owner is told."""
        lead_import = self.start()
        self.assertEqual((lead_import.state, lead_import.total_count), ("checking", 0))
        with self.assertRaises(UserError):
            lead_import.action_check()
        batches = lead_import._batches()
        next(batches), next(batches)
        lead_import.invalidate_recordset()
        self.assertEqual(lead_import.progress, 40)
        batches.close()
        self.work()
        self.assertEqual(lead_import.state, "checked")
        self.assert_accounted(lead_import, ready=10)
        lead_import.action_import()
        self.assertEqual(lead_import.state, "importing")
        self.assertFalse(lead_import.imported_count)
        self.work()
        self.assertEqual(lead_import.state, "done")
        self.assert_accounted(lead_import, imported=10)
        leads = lead_import.row_ids.lead_id
        self.assertEqual(leads.create_uid, self.user_sales_manager)
        self.assertEqual(leads.mapped("name"), [f"lead {n}" for n in range(10)])

    def test_duplicates_across_batches(self):
        """LT-41: a duplicate in the file is one in whatever batch it stands."""
        rows = [
            ["عنوان", "ایمیل"],
            *([f"lead {n}", f"a{n % 6}@b.ir"] for n in range(10)),
        ]
        lead_import = self.upload(make_xlsx(rows))
        lead_import.action_check()
        next(lead_import._batches())
        next(lead_import._batches())
        self.work()
        self.assert_accounted(lead_import, ready=6, duplicate=4)

    def test_cancel_and_go_on(self):
        """LT-41: stopped, what is imported stays, and the rest goes on from there."""
        lead_import = self.start()
        lead_import.action_cancel()
        self.assertEqual((lead_import.state, lead_import.total_count), ("draft", 0))
        self.work()
        self.assertEqual(lead_import.state, "draft")
        lead_import.action_check()
        self.work()
        lead_import.action_import()
        next(lead_import._batches())
        lead_import.action_cancel()
        self.assertEqual(lead_import.state, "checked")
        self.work()
        self.assert_accounted(lead_import, imported=4, ready=6)
        with self.assertRaises(UserError):
            lead_import.action_restart()
        lead_import.action_import()
        self.work()
        self.assert_accounted(lead_import, imported=10)

    def test_failure(self):
        """LT-41: what goes wrong in the background is said, and can be corrected."""
        lead_import = self.upload(b"no workbook")
        lead_import.action_check()
        self.work()
        self.assertEqual(lead_import.state, "draft")
        self.assertIn("not that of a workbook", lead_import.failure)
        lead_import = self.start()
        self.work()
        lead_import.action_import()
        rows = type(lead_import.row_ids)
        with (
            patch.object(rows, "_import", side_effect=ZeroDivisionError),
            mute_logger(crm_lead_import_work.__name__),
        ):
            self.work()
        self.assertEqual(lead_import.state, "checked")
        self.assertTrue(lead_import.failure)
        lead_import.action_import()
        self.assertFalse(lead_import.failure)
        self.user_sales_manager.active = False
        self.work()
        self.assertIn("not a user any more", lead_import.failure)

    def test_undo(self):
        """LT-41, C.8: undo removes exactly the leads of the import, if nobody has
        worked on them; else it says which, and leaves them on request."""
        other = self.env["crm.lead"].create({"name": "other"})
        lead_import = self.start(user=self.user_sales_salesman)
        self.work()
        lead_import.action_import()
        self.work()
        leads = lead_import.row_ids.lead_id
        self.later()
        leads[1].city = "قم"
        leads[2].message_post(body="called")
        leads[3].activity_schedule("mail.mail_activity_data_todo")
        self.env["calendar.event"].create(
            {
                "name": "meeting",
                "opportunity_id": leads[4].id,
                "start": "2026-01-01 10:00:00",
                "stop": "2026-01-01 11:00:00",
            }
        )
        with self.assertRaises(RedirectWarning) as refused:
            lead_import.action_undo()
        message = refused.exception.args[0]
        for n in range(10):
            (self.assertIn if 1 <= n <= 4 else self.assertNotIn)(f"lead {n}", message)
        self.assertEqual(lead_import.state, "done")
        lead_import.action_undo_rest()
        self.work()
        self.assert_accounted(lead_import, imported=4, undone=6)
        self.assertEqual(leads.exists(), leads[1:5])
        self.assertTrue(other.exists())
        self.assertIn("Kept", lead_import.message_ids[0].preview)

    def test_undo_all(self):
        """LT-41, C.8: untouched leads go, and are not imported a second time."""
        lead_import = self.start()
        self.work()
        lead_import.action_import()
        self.work()
        leads = lead_import.row_ids.lead_id
        lead_import.action_undo()
        self.assertEqual(lead_import.state, "undoing")
        self.work()
        self.assertFalse(leads.exists())
        self.assertEqual(lead_import.state, "undone")
        self.assert_accounted(lead_import, undone=10)
        with self.assertRaises(UserError):
            lead_import.action_import()

    def test_digest(self):
        """LT-41: each salesperson is told once, in his language, of all his leads."""
        seller = self.user_sales_leads
        seller.lang = "fa_IR"
        lead_import = self.start(25, salesperson_id=seller.id)
        self.work()
        lead_import.action_import()
        before = self.env["mail.message"].search([], limit=1).id
        self.work()
        messages = self.env["mail.message"].search(
            [("id", ">", before), ("partner_ids", "in", seller.partner_id.ids)]
        )
        self.assertEqual(len(messages), 1)
        self.assertEqual(messages.body.count("<li>"), 10)
        self.assertRegex(messages.subject, "[۲2][۵5] سرنخ")

    def test_round_robin(self):
        """LT-41: in turn, the same number each, across batches and interruptions."""
        sellers = self.user_sales_leads | self.user_sales_salesman
        values = {"assignment": "round_robin", "assignee_ids": sellers.ids}
        lead_import = self.start(9, **values)
        self.work()
        lead_import.action_import()
        next(lead_import._batches())
        self.work()
        users = lead_import.row_ids.lead_id.mapped("user_id.id")
        owners = [lead.user_id for lead in lead_import.row_ids.lead_id]
        self.assertEqual(set(users), set(sellers.ids))
        self.assertEqual(sorted(owners.count(user) for user in sellers), [4, 5])
        alone = self.start(2, user=self.user_sales_salesman, **values)
        self.work()
        with self.assertRaises(UserError):
            alone.action_import()

    def test_team_rules(self):
        """LT-41: the domains and capacities of teams and members decide; who fits
        nobody stays unassigned."""
        team = self.sales_team_1
        self.env["crm.team"].search([("id", "!=", team.id)]).assignment_optout = True
        team.assignment_domain = "[('name', '!=', 'lead 0')]"
        first, second = team.crm_team_member_ids[:2]
        (team.crm_team_member_ids - first - second).assignment_optout = True
        first.write({"assignment_max": 60, "assignment_domain": False})
        second.write(
            {"assignment_max": 30, "assignment_domain": "[('name', '!=', 'lead 1')]"}
        )
        lead_import = self.start(10, assignment="team_rules", salesperson_id=False)
        self.work()
        lead_import.action_import()
        self.work()
        leads = lead_import.row_ids.lead_id
        self.assertFalse(leads[0].user_id)
        self.assertEqual(leads[1].user_id, first.user_id)
        owners = [lead.user_id for lead in leads]
        self.assertEqual(owners.count(first.user_id), 6)
        self.assertEqual(owners.count(second.user_id), 3)
        self.assertEqual(leads[1].team_id, team)
