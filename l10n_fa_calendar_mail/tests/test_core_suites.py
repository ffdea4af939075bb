import re

from odoo.tests import tagged

from odoo.addons.l10n_fa_calendar.tests import test_core_suites


@tagged("post_install", "-at_install", "browser")
class TestMailSuites(test_core_suites.TestCoreSuites):
    addon = "l10n_fa_calendar_mail"
    core_addon = "mail"
    suites = [
        "activity/activity",
        "activity/activity_menu",
        "core/message_model",
        "messaging_menu/notification",
        "scheduled_message/scheduled_message",
        "web/fields/scheduled_date_field",
        "widgets/activity_widget",
    ]
    # Of two hundred tests, those of what is shown as a date or number.
    parts_of_suites = {
        "message/message": re.compile(r"date|time|track|monetary", re.IGNORECASE)
    }

    def test_core_suites(self):
        """FC-27: Odoo's tests of messages and activities pass with the addon."""
        return super().test_core_suites()
