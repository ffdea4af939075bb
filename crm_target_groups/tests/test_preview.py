from unittest.mock import patch

from odoo import Command
from odoo.tests import Form, tagged
from odoo.tools import SQL, html2plaintext

from ..models import crm_target_group_preview
from .test_smart import SmartGroupsCommon


@tagged("post_install", "-at_install")
class TestPreview(SmartGroupsCommon):
    """TG-15: whom the rule would bring in is told while it is edited."""

    def _text(self, group):
        return html2plaintext(group.preview).replace("*", "")

    def test_the_group_as_a_whole(self):
        """TG-15: rules, included and excluded groups and pins count together, just as
        the refresh then does; names are given, and nothing is stored."""
        a, b, c, d, e = self.partners
        self.owner_lead.partner_id = a
        included = self._create_group("Included")
        self._add(included, b | d)
        self._add(included, self.owner_lead)
        excluded = self._create_group("Excluded")
        self._add(self._create_group("Below", excluded), b)
        self._add(self.smart, b | e)
        self.smart.action_refresh()
        self._members(self.smart).filtered(
            lambda row: row.partner_id == c
        ).with_user(self.owner).action_remove()
        before = self._members(self.smart)

        with Form(self.smart.with_user(self.owner)) as form:
            self.assertIn("3 people would be in", self._text(form))
            form.include_group_ids.add(included)
            form.exclude_group_ids.add(excluded)
            text = self._text(form)
            self.assertEqual(self._members(self.smart), before)
        for part in (
            "4 people would be in the group: 4 contacts and 1 leads",
            "3 contacts match the rule",
            "3 members of included groups",
            "1 of them are left out for good",
            "2 are in by hand",
            "For example: ",
            "Guest 4",
        ):
            self.assertIn(part, text)
        self.assertNotIn("excluded group", text, "the only one there is in by hand")
        self.assertNotIn("Guest 2", text)

        counts, _sample = self.smart.with_user(self.owner)._preview()
        self.smart.action_refresh()
        members = self._members(self.smart)
        self.assertEqual(members.partner_id, a | b | d | e)
        self.assertEqual(len(members.partner_id), counts["contact_members"])
        self.assertEqual(len(members.lead_id), counts["lead_members"])
        self.assertEqual(self.smart.member_count, counts["people"])

    def test_a_new_group(self):
        """TG-15: before it is saved a group tells whom its rule would bring in."""
        with Form(self.env["crm.target.group"].with_user(self.owner)) as form:
            self.assertFalse(form.preview)
            form.name = "New"
            form.group_type = "smart"
            self.assertIn("Say whom", form.preview)
            form.partner_scope = "rule"
            self.assertIn("would bring in everybody", form.preview)
            form.partner_domain = "[('vanished', '=', 1)]"
            self.assertIn("does not fit", form.preview)
            form.partner_domain = "[('city', '=', 'Shiraz'), ('active', '=', True)]"
            self.assertIn("<b>3</b> contacts match", form.preview)
            form.template_id = self.env.ref(
                "crm_target_groups.crm_target_group_template_companies"
            )
            self.assertIn("would be in the group", form.preview)

    def test_for_the_eyes_of_the_reader(self):
        """TG-07: the rule sees what the owner sees, the reader hears only of those whom
        he may read, also of included private groups."""
        private = self._create_group("Private", user=self.manager, is_private=True)
        self._add(private.with_user(self.manager), self.partners[4])
        group = self._create_group(
            "All leads",
            user=self.manager,
            group_type="smart",
            lead_scope="rule",
            lead_domain="[('name', 'ilike', 'Prospect')]",
            include_group_ids=[Command.set(private.ids)],
        )
        _counts, everybody = group.with_user(self.manager)._preview()
        self.assertIn(self.colleague_lead.id, [person.id for person in everybody])
        counts, seen = group.with_user(self.owner)._preview()
        self.assertEqual(counts["leads"], 1)
        self.assertNotIn("Prospect 1", [person.display_name for person in seen])
        counts, _seen = group.with_user(self.employee)._preview()
        self.assertEqual(counts["leads"], 0)

    def test_what_takes_too_long(self):
        """A count that takes too long is given up; editing goes on."""
        endless = SQL("SELECT pg_sleep(60)")
        module = crm_target_group_preview
        with (
            patch.object(module, "PATIENCE", 20),
            patch.object(module.preview_statements, "preview", lambda parts: endless),
        ):
            self.assertIn("takes too long", self._text(self.smart))
        self.smart.invalidate_recordset()
        self.assertIn("3 contacts match", self._text(self.smart))
        [[limit]] = self.env.execute_query(SQL("SHOW statement_timeout"))
        self.assertEqual(limit, "0")
