import json

from odoo.tests import new_test_user
from odoo.tools import file_open


def load_reference_dates():
    """The table that the client's tests read too."""
    with file_open("l10n_fa_calendar/static/tests/reference_dates.json") as file:
        return json.load(file)


class CalendarUsersMixin:
    """Someone who works in Persian, and someone who works in English."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        languages = cls.env["res.lang"]
        for code in ("fa_IR", "en_US"):
            languages._activate_lang(code)
        cls.user_persian = cls._create_user("fa_user", "fa_IR")
        cls.user_english = cls._create_user("en_user", "en_US")

    @classmethod
    def _create_user(cls, login, lang, groups="base.group_user"):
        return new_test_user(cls.env, login, groups=groups, lang=lang, tz="Asia/Tehran")
