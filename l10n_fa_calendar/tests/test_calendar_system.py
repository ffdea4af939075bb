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
        session_info = self._get_session_info(self.user_english)
        self.assertEqual(session_info["calendar_system"], "gregorian")

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
