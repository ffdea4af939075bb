from odoo import api, fields, models, tools

from .. import writing_system

CHOICES = ["calendar_choice", "digits_choice"]


class ResUsers(models.Model):
    _inherit = "res.users"

    calendar_choice = fields.Selection(
        [
            ("language", "As the language"),
            ("jalali", "Jalali"),
            ("gregorian", "Gregorian"),
        ],
        string="Dates",
        default="language",
        required=True,
        help="The calendar that dates are shown and typed in. As the language: Jalali "
        "in Persian, Gregorian in other languages.",
    )
    digits_choice = fields.Selection(
        [
            ("language", "As the language"),
            ("persian", "Persian (۱۲۳)"),
            ("latin", "Latin (123)"),
        ],
        string="Digits",
        default="language",
        required=True,
        help="The digits that dates and numbers are shown in. Any can be typed.",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return super().SELF_READABLE_FIELDS + CHOICES

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return super().SELF_WRITEABLE_FIELDS + CHOICES

    @api.model
    @tools.ormcache("self.env.uid")
    def context_get(self):
        """Texts are written for the reader of the context, and the client keeps what it
        read by context: after another choice, the old ones are not shown again."""
        context = super().context_get()
        tag = context.get("lang") and self.env.user._get_locale_tag()
        return tools.frozendict(context, locale=tag) if tag else context

    @api.model
    def _get_invalidation_fields(self):
        return super()._get_invalidation_fields() | set(CHOICES)

    def _get_calendar_system(self) -> writing_system.CalendarSystem:
        """The calendar this person reads and writes dates in.

        The one place that decides it; what is stored is Gregorian for everyone.
        """
        return self._get_writing_system().calendar

    def _get_digits(self) -> writing_system.Digits:
        """The digits this person reads."""
        return self._get_writing_system().digits

    def _get_locale_tag(self) -> str | bool:
        """What this person chose, as it travels in contexts; False if that is what
        their language says."""
        writing = self._get_writing_system()
        if not self.lang or writing == writing_system.of_language(self.lang):
            return False
        return writing_system.locale_tag(self.lang, writing)

    def _get_writing_system(self) -> writing_system.WritingSystem:
        self.ensure_one()
        choices = {"calendar": self.calendar_choice, "digits": self.digits_choice}
        chosen = {
            key: choice for key, choice in choices.items() if choice != "language"
        }
        return writing_system.of_language(self.lang)._replace(**chosen)
