from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .merge_common import MergeCommon


@tagged("post_install", "-at_install")
class TestMerge(MergeCommon):
    def test_nothing_is_lost(self):
        """LT-12, LT-37, C.4: everything that referred to the merged lead refers to the
        survivor; second phones, e-mails, properties and custom fields are kept; the
        undo brings back each row as it was, with its id."""
        before = self.image()
        tail_id = self.tail.id
        activity = (
            self.env["mail.activity"]
            .with_context(active_test=False)
            .search([("res_model", "=", "crm.lead"), ("res_id", "=", self.tail.id)])
        )
        self.assertEqual(len(activity), 3)  # to do, done, that of the meeting
        lead = self.merge(self.head, self.tail, choices={"x_code": self.tail.id})
        self.assertEqual(lead, self.head)
        self.assertFalse(self.tail.exists())
        self.assertEqual(set(activity.mapped("res_id")), {lead.id})
        self.assertEqual(lead.tag_ids, self.tags)
        self.assertEqual(lead.x_partner_ids, self.partners)
        self.assertEqual(lead.message_partner_ids & self.partners, self.partners)
        self.assertEqual(len(lead.calendar_event_ids), 2)
        self.assertEqual(
            self.env["x_lead_thing"].search_count([("x_lead_id", "=", lead.id)]), 2
        )
        self.assertEqual(lead.x_code, "T")
        self.assertEqual(lead.other_phones, "09351112233")
        self.assertEqual((lead.email_from, lead.other_emails), ("t@x.ir", False))
        self.assertEqual(dict(lead.lead_properties), {"size": 1, "floor": "2"})
        bodies = "".join(lead.message_ids.mapped("body"))
        for text in ("message of Head", "message of Tail", "Merged into this one"):
            self.assertIn(text, bodies)
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "crm.lead"), ("res_id", "=", lead.id)]
        )
        self.assertEqual(set(files.mapped("name")), {"Head.txt", "Tail.txt"})
        self.last_merge().action_undo()
        self.assertImage(before)
        self.assertEqual(self.tail.id, tail_id)
        self.tail.name = "writable"
        self.env.flush_all()

    @settings(
        database=None,
        derandomize=True,
        deadline=None,
        max_examples=25,
        phases=(Phase.generate,),
    )
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["", "09121234567", "0912 1234567, 02188001122"]),
                st.sampled_from([False, "a@b.ir", "A <c@d.ir>"]),
                st.sets(st.integers(0, 2)),
                st.sets(st.integers(0, 2)),
                st.booleans(),
                st.sampled_from([0.0, 1234.56, 1e15 + 0.1]),
            ),
            min_size=2,
            max_size=6,
        ),
        st.integers(0, 5),
        st.booleans(),
        st.booleans(),
    )
    def test_undo_is_the_inverse(self, contents, survivor, by_odoo, chained):
        """LT-37: merge followed by undo is the identity, for any leads, any number of
        them, by our review and by Odoo's own merge, one after the other."""
        with self.env.cr.savepoint() as savepoint:
            leads = self.env["crm.lead"]
            for number, (phone, email, tags, followers, active, revenue) in enumerate(
                contents
            ):
                lead = leads.create(
                    {
                        "name": f"lead {number}",
                        "phone": phone,
                        "email_from": email,
                        "tag_ids": [self.tags[index].id for index in tags],
                        "active": active,
                        "expected_revenue": revenue,
                        "x_code": email,
                    }
                )
                lead.message_subscribe([self.partners[index].id for index in followers])
                lead.message_post(body="m")
                leads |= lead
            before = self.image()
            survivor = leads[survivor % len(leads)]
            if by_odoo:
                leads._merge_opportunity(max_length=0)
            elif chained and len(leads) > 2:
                self.merge(survivor, (leads - survivor)[0])
                self.merge(survivor, (leads - survivor)[1:])
                self.last_merge().action_undo()
            else:
                self.merge(survivor, leads - survivor)
            merges = self.env["crm.merge.log"].search([("state", "=", "done")])
            self.assertEqual(len(merges), 1)
            merges.with_user(self.manager).action_undo()
            self.assertImage(before)
            savepoint.rollback()
            self.env.invalidate_all()

    def test_odoo_merges_are_undone(self):
        """LT-37: conversion and the wizard of Odoo's delete later and elsewhere: their
        merges are journalled as well, and nothing is lost in them either."""
        self.tail.type = "lead"
        self.env.flush_all()
        before = self.image()
        wizard = self.env["crm.lead2opportunity.partner"].with_user(self.manager)
        wizard = wizard.with_context(active_id=self.tail.id).create({"name": "merge"})
        wizard.duplicated_lead_ids = self.head | self.tail
        wizard.action_apply()
        self.assertFalse(self.tail.exists())
        self.assertEqual(
            self.env["x_lead_thing"].search_count([("x_lead_id", "=", self.head.id)]), 2
        )
        self.last_merge().action_undo()
        wizard.sudo().unlink()
        self.assertImage(before)

    def test_refused_undo(self):
        """LT-37, C.5: what was moved and changed since is not overwritten: the undo
        says what it is, and does nothing."""
        activity = self.tail.activity_ids[0]
        summary = activity.summary
        lead = self.merge(self.head, self.tail)
        activity.summary = "edited"
        merged = self.image()
        with self.assertRaises(UserError) as caught:
            self.last_merge().action_undo()
        self.assertIn(str(activity.id), str(caught.exception))
        self.assertImage(merged)
        activity.summary = summary
        lead.function = "later"
        self.last_merge().action_undo()
        self.assertTrue(self.tail.exists())
        self.assertEqual(self.head.function, "later")
        with self.assertRaises(UserError):
            self.last_merge().action_undo()

    def test_undo_after_deletion(self):
        """LT-37: what the merged lead referred to is gone, or the survivor is: the undo
        is refused with the reason."""
        reason = self.env["crm.lost.reason"].create({"name": "r"})
        self.tail.lost_reason_id = reason
        self.head.probability = 10
        self.merge(self.head, self.tail)
        self.assertFalse(self.head.lost_reason_id)
        reason.unlink()
        with self.assertRaises(UserError) as caught:
            self.last_merge().action_undo()
        self.assertIn("no longer exists", str(caught.exception))
        self.assertFalse(self.tail.exists())
        self.head.unlink()
        with self.assertRaises(UserError) as caught:
            self.last_merge().action_undo()
        self.assertIn("deleted or merged", str(caught.exception))

    def test_rights(self):
        """4.7, C.6: the right to write is checked on every record, by merge and undo;
        who may merge needs no right to delete."""
        theirs = self.rich_lead("Theirs", 0, user_id=self.colleague.id)
        with self.assertRaises(AccessError):
            self.merge(self.head, theirs, user=self.salesman)
        self.assertTrue(theirs.exists())
        self.merge(self.head, self.tail, user=self.salesman)
        self.assertFalse(self.env["crm.merge.log"].with_user(self.colleague).search([]))
        log = self.last_merge()
        with self.assertRaises(AccessError):
            log.with_user(self.colleague).action_undo()
        with self.assertRaises(AccessError):
            self.env["crm.merge.log.row"].with_user(self.manager).search([])
        self.head.user_id = self.colleague
        with self.assertRaises(AccessError):
            log.with_user(self.salesman).action_undo()
        self.head.user_id = self.salesman
        log.with_user(self.salesman).action_undo()
        self.assertTrue(self.tail.exists())

    def test_blocked(self):
        """LT-12, C.6: not across companies, nor with a won deal that is not kept."""
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids += other
        foreign = self.env["crm.lead"].create(
            {"name": "foreign", "company_id": other.id, "user_id": False}
        )
        self.head.company_id = self.env.company
        with self.assertRaises(UserError) as caught:
            (self.head | foreign).with_user(self.manager).with_context(
                allowed_company_ids=[self.env.company.id, other.id]
            ).merge_similar(self.head.id)
        self.assertIn("companies", str(caught.exception))
        self.tail.action_set_won()
        with self.assertRaises(UserError) as caught:
            self.merge(self.head, self.tail)
        self.assertIn("won", str(caught.exception))
        self.merge(self.tail, self.head)
        with self.assertRaises(UserError):
            self.merge(self.tail, self.head)  # merged in the meantime

    def test_any_number(self):
        """LT-12, LT-37: more than five at once, and to a salesperson and a team."""
        leads = self.env["crm.lead"].create(
            [{"name": f"{n}", "phone": f"0912123456{n}"} for n in range(9)]
        )
        lead = self.merge(
            *(leads[0], leads[1:]),
            user_id=self.colleague.id,
            team_id=self.sales_team_1.id,
        )
        self.assertEqual(lead.user_id, self.colleague)
        self.assertEqual(lead.team_id, self.sales_team_1)
        self.assertEqual(len(lead.other_phones.split(", ")), 8)
