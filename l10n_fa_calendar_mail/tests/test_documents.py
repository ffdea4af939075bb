from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import html2plaintext

from odoo.addons.l10n_fa_calendar.tests.common import CalendarUsersMixin
from odoo.addons.mail.tests.common import MailCommon

DEADLINE = date(2026, 11, 22)


@tagged("post_install", "-at_install")
class TestDocuments(CalendarUsersMixin, MailCommon):
    """Letters to someone in Persian, whoever writes them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = cls.user_persian | cls.user_english
        cls.users.notification_type = "email"
        cls.users.partner_id.email = "reader@example.com"
        cls.customer = cls.env["res.partner"].create(
            {
                "name": "سارا",
                "lang": "fa_IR",
                "email": "sara@example.com",
            }
        )
        cls.template = cls.env["mail.template"].create(
            {
                "name": "Letter",
                "model_id": cls.env["ir.model"]._get_id("res.partner"),
                "lang": "{{ object.lang }}",
                "subject": "{{ format_date('2026-11-22') }}",
                "body_html": "<t t-set='euro' t-value='user.company_id.currency_id'/>"
                "<p t-out='format_amount(1234.5, euro)'/>",
            }
        )

    def _as(self, user):
        context = self.env(user=user)["res.users"].context_get()
        return self.env(user=user, context=context)

    def _letter(self, user, reader):
        template = self.template.with_env(self._as(user)).sudo()
        fields = template._generate_template(reader.ids, ("subject", "body_html"))
        values = fields[reader.id]
        return f"{values['subject']} {values['body_html']}"

    def test_templates(self):
        """FC-16: a template is written in the language of the reader, with Jalali dates
        and Persian digits for one in Persian."""
        for user in self.users:
            letter = self._letter(user, self.customer)
            self.assertIn("۱۴۰۵/۰۹/۰۱", letter)
            self.assertRegex(letter, "۱.?۲۳۴")
        self.customer.lang = "en_US"
        for user in self.users:
            self.assertIn("11/22/2026", self._letter(user, self.customer))

    def test_choices(self):
        """FC-02, FC-16: what the reader chose counts, and not what the sender did."""
        self.user_persian.write({"calendar_choice": "gregorian"})
        self.assertIn("۱۴۰۵/۰۹/۰۱", self._letter(self.user_persian, self.customer))
        reader = self.user_persian.partner_id
        self.assertIn("۲۰۲۶/۱۱/۲۲", self._letter(self.user_english, reader))

    def _notified(self, sender, reader):
        with self.mock_mail_gateway():
            # sudo: who may schedule activities does not matter here
            self.customer.with_env(self._as(sender)).sudo().activity_schedule(
                "mail.mail_activity_data_todo", DEADLINE, user_id=reader.id
            )
        return self._new_mails.mapped("body_html")[-1]

    def test_activities(self):
        """FC-16: an assigned activity has its deadline in the calendar of whom it is
        assigned to."""
        persian = self._notified(self.user_english, self.user_persian)
        self.assertIn("۱۴۰۵/۰۹/۰۱", persian)
        self.assertNotIn("2026/11/22", persian)
        english = self._notified(self.user_persian, self.user_english)
        self.assertIn("11/22/2026", english)
        self.user_english.calendar_choice = "jalali"
        self.assertIn(
            "09/01/1405", self._notified(self.user_persian, self.user_english)
        )

    def test_readers_of_one_message(self):
        """FC-16: readers who chose differently are notified apart, and all of them."""
        self.user_english.calendar_choice = "jalali"
        other = self._create_user("other_en", "en_US")
        partners = (self.users | other).partner_id
        recipients = [
            {
                "id": partner.id,
                "lang": partner.lang,
                "active": True,
                "share": False,
                "notif": "email",
                "type": "user",
                "uid": partner.user_ids.id,
                "ushare": False,
                "is_follower": False,
                "groups": [],
            }
            for partner in partners
        ]
        message = self.customer.message_post(body="x")
        groups = list(
            self.customer._notify_get_classified_recipients_iterator(
                message, recipients
            )
        )
        found = {
            tuple(sorted(group["recipients_ids"])): lang
            for lang, _values, group in groups
        }
        self.assertEqual(
            found,
            {
                tuple(self.user_persian.partner_id.ids): "fa_IR",
                tuple(self.user_english.partner_id.ids): "en_US",
                tuple(other.partner_id.ids): "en_US",
            },
        )

    def test_query_count(self):
        """FC-16: whom a message is for is asked once, however many they are, and not at
        all where nobody chose."""
        partners = self.users.partner_id
        partners._get_reader_locales()
        with self.assertQueryCount(0):
            partners._get_reader_locales()
        self.user_persian.calendar_choice = "gregorian"
        self.env.flush_all()
        partners._get_reader_locales()
        with self.assertQueryCount(1):
            partners._get_reader_locales()

    @freeze_time("2026-11-22")
    def test_head_of_the_digest(self):
        """FC-16, FC-27: the date that the digest has by strftime is that of whoever it
        is sent to, and as ever for all others."""

        def head(user):
            rendered = (
                self.env["mail.render.mixin"]
                .with_context(lang=user.lang)
                ._render_template(
                    "<p t-out='formatted_date'/>",
                    "res.partner",
                    self.customer.ids,
                    engine="qweb",
                    add_context={"user": user, "formatted_date": "November 22, 2026"},
                )
            )
            return html2plaintext(rendered[self.customer.id])

        self.assertEqual(head(self.user_persian), "۱ آذر ۱۴۰۵")
        self.assertEqual(head(self.user_english), "November 22, 2026")
        self.user_english.calendar_choice = "jalali"
        self.assertEqual(head(self.user_english), "Azar 1, 1405")
