from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from odoo.addons.crm_target_groups.tests.common import TargetGroupsCommon


@tagged("post_install", "-at_install")
class TestMailingList(TargetGroupsCommon):
    """A mailing list as a source of the picker.

    marketer    a salesman who sends mailings
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.marketer = cls._create_user(
            "marketer",
            "sales_team.group_sale_salesman,mass_mailing.group_mass_mailing_user",
        )
        cls.group = cls._create_group("Readers", user=cls.marketer)
        a, b, c = cls.partners[:3]
        a.email, b.email = "a@example.com", "Second <B@Example.com>"
        c.email = "gone@example.com"
        cls.owner_lead.write({"email_from": "lead@example.com", "user_id": False})
        cls.colleague_lead.email_from = "secret@example.com"
        cls.letters = cls.env["mailing.list"].create({"name": "Letters"})
        cls.addresses = cls.env["mailing.contact"].create(
            [
                {"name": email, "email": email, "list_ids": cls.letters.ids}
                for email in (
                    "A@example.com",
                    "b@example.com",
                    "lead@example.com",
                    "secret@example.com",
                    "stranger@example.com",
                    "gone@example.com",
                )
            ]
        )
        cls.letters.subscription_ids.filtered(
            lambda row: row.contact_id.email == "gone@example.com"
        ).opt_out = True

    def _source(self, user):
        sources = self.group.with_user(user).picker_sources()
        return [source for source in sources if source["id"] == "mailing_list"]

    def _offered(self, with_members=True):
        """Who is offered in the picker for the list, as its client asks for it."""
        [source] = self._source(self.marketer)
        domain = safe_eval(source["chooser"]["filter"], {"chosen": self.letters.id})
        missing = [] if with_members else source["missing"]
        addresses = self.env["mailing.contact"].with_user(self.marketer)
        return addresses.search([*source["domain"], *domain, *missing])

    def test_people_of_a_list(self):
        """TG-11: contacts first, leads else; who unsubscribed is not offered, and who is
        nobody here is counted; hidden leads stay hidden."""
        offered = self._offered()
        self.assertEqual(offered, self.addresses[:5].with_user(self.marketer))
        report = self.group.with_user(self.marketer).add_people(
            "mailing.contact", domain=[("id", "in", offered.ids)]
        )
        members = self._members(self.group)
        self.assertEqual(members.partner_id, self.partners[0] | self.partners[1])
        self.assertEqual(members.lead_id, self.owner_lead)
        self.assertIn("3 added, 0 already in", report["message"])
        self.assertIn("2 addresses of nobody", report["message"])

        self.assertEqual(
            self._offered(with_members=False), self.addresses[3:5], "the others are in"
        )
        again = self.group.with_user(self.marketer).add_people(
            "mailing.contact", record_ids=self.addresses[:2].ids
        )
        self.assertIn("0 added, 2 already in", again["message"])
        self.assertNotIn("nobody", again["message"])
        self.group.with_user(self.marketer).action_undo_last()
        self.env["crm.target.group.batch"].browse(report["batch_id"]).with_user(
            self.marketer
        ).action_undo()
        self.assertFalse(self._members(self.group))

    def test_who_is_behind_an_address(self):
        """TG-11: the list says to whom an address belongs, as far as one may know."""
        twin = self.partners[0].copy({"email": "a@example.com"})
        address = self.addresses[0].with_user(self.marketer)
        self.assertEqual(address.target_partner_id, self.partners[0])
        self.assertGreater(twin.id, self.partners[0].id)
        self.assertFalse(address.target_lead_id)
        secret = self.addresses[3]
        self.assertFalse(secret.with_user(self.marketer).target_lead_id)
        self.assertEqual(secret.target_lead_id, self.colleague_lead)
        counts = []
        for addresses in (self.addresses[0], self.addresses):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            addresses.with_user(self.marketer).mapped("target_partner_id")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_hidden_groups_do_not_tell(self):
        """TG-07: by a private group of another nobody finds its people's addresses."""
        private = self._create_group("Private", user=self.colleague, is_private=True)
        self._add(private, self.partners[0])
        domain = [("target_group_ids", "in", private.ids)]
        addresses = self.env["mailing.contact"]
        self.assertEqual(addresses.search(domain), self.addresses[0])
        self.assertFalse(addresses.with_user(self.marketer).search(domain))
        address = self.addresses[0].with_user(self.marketer)
        self.assertFalse(address.target_group_ids)

    def test_only_for_those_who_send_mailings(self):
        """TG-11: without the right to mailing lists the source is not there."""
        self.assertTrue(self._source(self.marketer))
        self.assertFalse(self._source(self.owner))
        with self.assertRaises(UserError):
            self.group.with_user(self.marketer).add_people("res.users", [])

    def test_left_out_for_good(self):
        """TG-12: whom a smart group leaves out does not come back by a list."""
        self.group.write(
            {
                "group_type": "smart",
                "partner_scope": "rule",
                "partner_domain": "[('email', '=', 'a@example.com')]",
                "shared_user_ids": [Command.clear()],
            }
        )
        self.group.action_refresh()
        self._members(self.group).with_user(self.marketer).action_remove()
        report = self.group.with_user(self.marketer).add_people(
            "mailing.contact", record_ids=self.addresses.ids
        )
        self.assertIn("1 left out for good", report["message"])
