from odoo.exceptions import AccessError
from odoo.tests import HttpCase, TransactionCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .common import CalendarUsersMixin


@tagged("post_install", "-at_install")
class TestCalendarSystem(CalendarUsersMixin, TransactionCase):
    def test_language_decides(self):
        """FC-02: people have the calendar of their language."""
        self.assertEqual(self.user_persian._get_calendar_system(), "jalali")
        self.assertEqual(self.user_english._get_calendar_system(), "gregorian")
        self.user_english.lang = "fa_IR"
        self.assertEqual(self.user_english._get_calendar_system(), "jalali")

    def test_other_languages(self):
        """FC-27: a language whose code starts like that of Persian is not Persian."""
        user = self.user_english.new({"lang": "fat_GH"})
        self.assertEqual(user._get_calendar_system(), "gregorian")
        user = self.user_english.new({"lang": "fa_AF"})
        self.assertEqual(user._get_calendar_system(), "jalali")
        user = self.user_english.new({"lang": False})
        self.assertEqual(user._get_calendar_system(), "gregorian")

    def test_choice(self):
        """FC-02: what people chose goes before their language."""
        for user in self.user_persian | self.user_english:
            for system in ("jalali", "gregorian"):
                for digits in ("persian", "latin"):
                    user.write({"calendar_choice": system, "digits_choice": digits})
                    self.assertEqual(user._get_calendar_system(), system)
                    self.assertEqual(user._get_digits(), digits)

    def test_own_preferences(self):
        """FC-02: people choose for themselves, portal users too, and not for others."""
        portal = self._create_user("fa_portal", "fa_IR", "base.group_portal")
        values = {"calendar_choice": "gregorian", "digits_choice": "latin"}
        for user in self.user_persian | portal:
            own = user.with_user(user)
            own.write(values)
            self.assertEqual(own.read(list(values))[0], {"id": user.id, **values})
        with self.assertRaises(AccessError):
            self.user_english.with_user(self.user_persian).write(values)

    def test_digits(self):
        """FC-02, FC-23: digits are those of the language, whatever the calendar."""
        self.assertEqual(self.user_persian._get_digits(), "persian")
        self.assertEqual(self.user_english._get_digits(), "latin")
        self.user_persian.calendar_choice = "gregorian"
        self.assertEqual(self.user_persian._get_digits(), "persian")

    def test_context(self):
        """FC-02, FC-27: what was chosen is part of the context, which the client keeps
        what it read by; the context of those who chose nothing is what it was."""

        def context(user):
            return dict(user.with_user(user).context_get())

        for user in self.user_english | self.user_persian:
            usual = {"lang": user.lang, "tz": "Asia/Tehran", "uid": user.id}
            self.assertEqual(context(user), usual)
        self.user_persian.calendar_choice = "gregorian"
        chosen = "fa-IR-u-ca-gregory-nu-arabext"
        self.assertEqual(context(self.user_persian), {**usual, "locale": chosen})
        self.user_english.calendar_choice = "jalali"
        chosen = "en-US-u-ca-persian-nu-latn"
        self.assertEqual(context(self.user_english)["locale"], chosen)

    def test_other_people(self):
        """FC-02: the calendar is that of the person, not of who asks."""
        user = self.user_persian.with_user(self.user_english)
        self.assertEqual(user._get_calendar_system(), "jalali")

    def test_one_query(self):
        """FC-02: the calendar costs no more than reading the person."""
        self.user_persian.invalidate_recordset()
        self.user_persian.lang  # noqa: B018
        with self.assertQueryCount(0):
            self.user_persian._get_calendar_system()
            self.user_persian._get_digits()


@tagged("post_install", "-at_install")
class TestSessionInfo(CalendarUsersMixin, HttpCase):
    def _get_session_info(self, user):
        # A newcomer's settings, which the read-only route cannot write.
        self.env["res.users.settings"]._find_or_create_for_user(user)
        self.authenticate(user.login, user.login)
        return self.make_jsonrpc_request("/web/session/get_session_info")

    def test_session_info(self):
        """FC-02: the client is told the calendar of the person who logs in."""
        session_info = self._get_session_info(self.user_persian)
        self.assertEqual(session_info["calendar_system"], "jalali")
        self.assertEqual(session_info["digits"], "persian")
        session_info = self._get_session_info(self.user_english)
        self.assertEqual(session_info["calendar_system"], "gregorian")
        self.assertEqual(session_info["digits"], "latin")

    def test_frontend(self):
        """FC-02: pages are cached, so their language decides and not their reader."""
        expected = {"fa-IR": ("jalali", "persian"), "en-US": ("gregorian", "latin")}
        for lang, (system, digits) in expected.items():
            self.opener.cookies.clear()
            page = self.url_open("/web/login", headers={"Accept-Language": lang}).text
            self.assertIn(f'"calendar_system": "{system}"', page)
            self.assertIn(f'"digits": "{digits}"', page)

    def test_portal(self):
        """FC-02: portal users are told theirs too."""
        user = self._create_user("fa_portal", "fa_IR", "base.group_portal")
        self.assertEqual(self._get_session_info(user)["calendar_system"], "jalali")

    @mute_logger("odoo.http")
    def test_not_remote(self):
        """FC-02: nobody asks for the calendar of another by remote call."""
        self.authenticate("en_user", "en_user")
        with self.assertRaises(JsonRpcException):
            self.make_jsonrpc_request(
                "/web/dataset/call_kw/res.users/_get_calendar_system",
                {
                    "model": "res.users",
                    "method": "_get_calendar_system",
                    "args": [self.user_persian.ids],
                    "kwargs": {},
                },
            )
