import doctest
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged

from odoo.addons.sales_team.tests.common import TestSalesCommon

from .. import dedupe, typing_errors
from ..typing_errors import is_one_error

NAMES = st.text("ابپت", min_size=6, max_size=9)


@tagged("post_install", "-at_install")
class TestTypingErrors(BaseCase):
    def test_examples(self):
        """LT-36: the examples in the documentation of the functions."""
        for module in (typing_errors, dedupe):
            self.assertEqual(doctest.testmod(module).failed, 0)

    @settings(database=None, derandomize=True, deadline=None)
    @given(NAMES, st.integers(0, 5), st.sampled_from("ابپت"), st.integers(0, 3))
    def test_one_error(self, name, at, letter, kind):
        """LT-36: whatever letter is left out, added, wrong or at the wrong place, in
        either direction; two of them are no typing error."""
        other = (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
        )[kind]
        self.assertEqual(is_one_error(name, other), name != other)
        self.assertEqual(is_one_error(other, name), name != other)
        self.assertFalse(is_one_error(name, f"{name}پت"))
        self.assertFalse(is_one_error(f"ث{name}", f"{name}ج"))


@tagged("post_install", "-at_install")
class TestDedupeRun(TestSalesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.country_id = cls.env.ref("base.ir")
        cls.manager = cls.user_sales_manager
        cls.env["crm.lead"].search([]).active = False
        cls.env["crm.dedupe.run"].search([]).unlink()

    def lead(self, **values):
        return self.env["crm.lead"].create(
            {"name": "l", "user_id": False, "city": "قم", **values}
        )

    def run_all(self, **values):
        run = self.env["crm.dedupe.run"].with_user(self.manager).create(values)
        while run.state == "running":
            run.sudo()._process_step()
        self.assertEqual(run.state, "done", run.message)
        self.assertEqual(run.progress, 100)
        self.assertFalse(self.env["crm.dedupe.pair"].search([]))
        return run

    def groups(self):
        groups = self.env["crm.dedupe.group"].with_user(self.manager).search([])
        return {
            frozenset(group.line_ids.mapped("res_id")): group.kinds for group in groups
        }

    def rule(self, name, **values):
        self.env.ref(f"crm_lead_tools.crm_dedupe_rule_{name}").write(values)

    def test_groups(self):
        """LT-36: phones, e-mails, spellings and typing errors; chains of reasons are
        one group; lost leads, and keys that too many have, are left in peace."""
        a = self.lead(phone="09121234567", partner_name="پارس یاران")
        b = self.lead(phone="+98 912 123 4567", email_from="A@b.ir")
        c = self.lead(email_from="a+x@b.ir")
        d = self.lead(partner_name="شرکت بهسازان")
        e = self.lead(partner_name="بهسزان")
        self.lead(partner_name="بهسارن", city="ری")
        self.lead(partner_name="شرکت پارس ياران", city=False, active=False)
        for _number in range(31):
            self.lead(phone="02188001122")
        run = self.run_all()
        self.assertEqual(
            self.groups(),
            {
                frozenset((a | b | c).ids): ["email", "phone"],
                frozenset((d | e).ids): ["company_fuzzy"],
            },
        )
        self.assertEqual((run.group_count, run.merged_count), (2, 0))
        self.run_all()
        self.assertEqual(len(self.groups()), 2)

    def test_review_settles_groups(self):
        """LT-36: merged or called different, records go from the list; what was called
        different does not come back at night."""
        a, b, c = (self.lead(phone="09121234567") for _number in range(3))
        d, e = (self.lead(email_from="d@e.ir") for _number in range(2))
        self.run_all()
        (a | b).with_user(self.manager).merge_similar(a.id)
        self.assertIn(frozenset((a | c).ids), self.groups())
        group = self.env["crm.dedupe.group"].search([])[1]
        (d | e).with_user(self.manager).mark_not_duplicates()
        self.assertEqual(list(self.groups()), [frozenset((a | c).ids)])
        self.assertFalse(group.exists())
        action = self.env["crm.dedupe.group"].search([]).action_review()
        self.assertCountEqual(action["params"]["record_ids"], (a | c).ids)
        self.run_all()
        self.assertEqual(list(self.groups()), [frozenset((a | c).ids)])

    def test_incremental(self):
        """LT-36: at night, only what has changed is compared, with all others."""
        a, b = self.lead(email_from="a@b.ir"), self.lead(email_from="a@b.ir")
        c = self.lead(phone="09121234567")
        self.env.flush_all()
        self.env.cr.execute("UPDATE crm_lead SET write_date = '2020-01-01'")
        d = self.lead(phone="9121234567")
        values = {"is_full": False, "changed_since": "2024-01-01"}
        self.run_all(**values)
        self.assertEqual(list(self.groups()), [frozenset((c | d).ids)])
        b.city = "ری"
        self.run_all(**values)
        self.assertEqual(len(self.groups()), 2)
        self.env["crm.dedupe.run"]._cron_nightly()
        runs = self.env["crm.dedupe.run"].search([("state", "=", "running")])
        self.assertEqual(runs.mapped("res_model"), ["res.partner", "crm.lead"])
        self.assertEqual(runs.mapped("is_full"), [True, False])
        self.assertTrue(a.exists())

    def test_merge_by_itself(self):
        """4.4, C.6: by itself a run merges only one key and one name, one company and
        salesperson, no won deal, each of them with the one that is kept; the merge can
        be undone."""
        self.rule("phone", action="merge")
        same = {"phone": "09121234567", "partner_name": "پارس یار"}
        a, b = self.lead(**same), self.lead(**same | {"phone": "9121234567"})
        nameless = self.lead(phone="09121234567")
        salesman = self.env["res.users"].search([("share", "=", False)])[:2]
        c, d = (
            self.lead(phone="09350000001", contact_name="علی", user_id=user.id)
            for user in salesman
        )
        won = self.lead(phone="09350000002", contact_name="رضا", type="opportunity")
        won.action_set_won()
        open_lead = self.lead(phone="09350000002", contact_name="رضا")
        run = self.run_all()
        self.assertEqual(run.merged_count, 1)
        self.assertEqual(len((a | b).exists()), 1)
        kept = (a | b).exists()
        self.assertEqual(
            set(self.groups()),
            {
                frozenset((kept | nameless).ids),
                frozenset((c | d).ids),
                frozenset((won | open_lead).ids),
            },
        )
        log = self.env["crm.merge.log"].search([])
        self.assertEqual((log.origin, log.merged_count), ("run", 1))
        log.with_user(self.manager).action_undo()
        self.assertEqual(len((a | b).exists()), 2)

    def test_one_at_a_time(self):
        """LT-36: a run can be cancelled between its steps; a second one of the same
        records has to wait; a step that fails says why."""
        a, b = self.lead(email_from="a@b.ir"), self.lead(email_from="a@b.ir")
        runs = self.env["crm.dedupe.run"].with_user(self.manager)
        run = runs.create({})
        self.assertGreater(run.step_count, 18)
        run.sudo()._process_step()
        with self.assertRaises(UserError):
            runs.create({})
        contacts = runs.create({"res_model": "res.partner"})
        run.action_cancel()
        self.assertEqual(run.state, "cancelled")
        self.assertFalse(self.groups())
        model = type(self.env["crm.dedupe.run"])
        with (
            patch.object(model, "_find_exact", side_effect=ValueError("because")),
            self.assertLogs("odoo.addons.crm_lead_tools", "ERROR"),
        ):
            contacts.sudo()._process_step()
        self.assertEqual((contacts.state, contacts.message), ("failed", "because"))
        self.assertTrue((a | b).exists())

    def test_rights(self):
        """4.7: runs and the list are for sales managers."""
        salesman = self.user_sales_salesman
        for model in ("crm.dedupe.run", "crm.dedupe.group"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(salesman).search([])
        with self.assertRaises(AccessError):
            self.env["crm.dedupe.run"].with_user(salesman).create({})
        with self.assertRaises(AccessError):
            self.env["crm.dedupe.rule"].with_user(salesman).create(
                {"name": "r", "kind": "phone"}
            )
