from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time

import babel.dates
from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged
from odoo.tools import (
    babel_locale_parse,
    format_amount,
    format_date,
    format_datetime,
    format_time,
    formatLang,
    get_lang,
)

from odoo.addons.l10n_fa_calendar import digits, jalali
from odoo.addons.l10n_fa_calendar.reader_locale import ReaderLocale

from .common import CalendarUsersMixin

DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 21, 20, 45, 10)


@tagged("post_install", "-at_install")
class TestServerFormatting(CalendarUsersMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._lang_get("fa_IR").date_format = "%Y/%m/%d"
        cls.persian = cls._reader(cls.user_persian)
        cls.english = cls._reader(cls.user_english)
        cls.language = cls.env["res.lang"]._lang_get("fa_IR")

    @classmethod
    def _reader(cls, user):
        """The environment in which a person's client works."""
        return cls.env(user=user, context=cls.env(user=user)["res.users"].context_get())

    def _choose(self, user, calendar, digits="language"):
        user.write({"calendar_choice": calendar, "digits_choice": digits})
        return self._reader(user)

    def test_dates(self):
        """FC-15: dates and times are Jalali for those who read Persian."""
        self.assertEqual(format_date(self.persian, DAY), "۱۴۰۵/۰۹/۰۱")
        self.assertEqual(format_date(self.persian, "2026-11-22"), "۱۴۰۵/۰۹/۰۱")
        self.assertEqual(format_datetime(self.persian, MOMENT), "۱۴۰۵/۰۹/۰۱ ۰۰:۱۵:۱۰")
        self.assertEqual(format_time(self.persian, time(9, 5)), "۰۹:۰۵:۰۰")
        readable = {
            "full": "یکشنبه ۱ آذر ۱۴۰۵",
            "long": "۱ آذر ۱۴۰۵",
            "medium": "۱ آذر ۱۴۰۵",
            "short": "۱۴۰۵/۹/۱",
            "EEE d LLLL yy": "یکشنبه ۱ آذر ۰۵",
            "dd/MM/y G": "۰۱/۰۹/۱۴۰۵ ه‍.ش.",
            "D 'of' MMMM": "۲۴۷ of آذر",
            "d MMM Q w F": "۱ آذر ۳ ۳۶ ۱",
        }
        for pattern, text in readable.items():
            with self.subTest(pattern=pattern):
                written = format_date(self.persian, DAY, date_format=pattern)
                self.assertEqual(written, text)
        written = format_datetime(self.persian, MOMENT, dt_format="short")
        self.assertEqual(written, "۱۴۰۵/۹/۱،\u200f ۰:۱۵")

    def test_other_languages(self):
        """FC-27: for other languages every text is Odoo's own, and their code too."""
        self.assertIs(type(get_lang(self.english).code), str)
        self.assertEqual(format_date(self.english, DAY), "11/22/2026")
        self.assertEqual(
            format_datetime(self.english, MOMENT), "11/22/2026 12:15:10 AM"
        )
        with self.assertQueryCount(0):
            format_date(self.english, DAY)
            format_date(self.persian, DAY)

    def test_choice(self):
        """FC-02, FC-15: the reader's choice goes before the language."""
        env = self._choose(self.user_persian, "gregorian", "latin")
        self.assertEqual(format_date(env, DAY), "2026/11/22")
        self.assertEqual(format_date(env, DAY, date_format="long"), "22 نوامبر 2026")
        env = self._choose(self.user_persian, "gregorian")
        self.assertEqual(format_date(env, DAY), "۲۰۲۶/۱۱/۲۲")
        env = self._choose(self.user_persian, "jalali", "latin")
        self.assertEqual(format_date(env, DAY), "1405/09/01")
        env = self._choose(self.user_english, "jalali")
        self.assertEqual(format_date(env, DAY), "09/01/1405")
        self.assertEqual(format_date(env, DAY, date_format="long"), "Azar 1, 1405")

    def test_other_person(self):
        """FC-15: what is written in another language has nothing of who writes it."""
        sender = self._choose(self.user_persian, "gregorian", "latin")
        self.assertEqual(format_date(sender, DAY, lang_code="en_US"), "11/22/2026")
        sender = self._choose(self.user_english, "jalali", "persian")
        letter = sender["res.users"].with_context(lang="fa_IR").env
        self.assertEqual(format_date(letter, DAY), "۱۴۰۵/۰۹/۰۱")
        self.assertEqual(format_date(sender, DAY, lang_code="fa_IR"), "۱۴۰۵/۰۹/۰۱")
        letter = self.persian["res.users"].with_context(lang="en_US").env
        self.assertEqual(format_date(letter, DAY), "11/22/2026")

    def test_machines(self):
        """FC-15: what machines read stays Gregorian and Latin."""
        for pattern, text in {
            "yyyy-MM-dd": "2026-11-22",
            "yyyyMMdd": "20261122",
            "dd/MM/yyyy": "22/11/2026",
        }.items():
            written = format_date(self.persian, DAY, date_format=pattern)
            self.assertEqual(written, text)
        stamp = "yyyyMMdd'T'HHmmss'Z'"
        written = format_datetime(self.persian, MOMENT, tz="UTC", dt_format=stamp)
        self.assertEqual(written, "20261121T204510Z")

    def test_names_of_periods(self):
        """FC-15: the name of a Gregorian month stays that of the month it names."""
        locale = get_lang(self.persian).code
        month = babel.dates.format_date(date(2026, 11, 1), "MMMM yyyy", locale=locale)
        self.assertEqual(month, "نوامبر ۲۰۲۶")
        self.assertEqual(babel.dates.format_date(DAY, "LLL", locale=locale), "نوامبر")

    def test_far_years(self):
        """FC-15: "never" is shown as the Gregorian date it is, as in the client."""
        never = date(9999, 12, 31)
        self.assertEqual(format_date(self.persian, never), "۹۹۹۹/۱۲/۳۱")
        for first, text in (
            (date(2321, 3, 20), "۱۶۹۹/۱۲/۲۹"),
            (date.max, "۹۹۹۹/۱۲/۳۱"),
        ):
            self.assertEqual(format_date(self.persian, first), text)
        self.assertEqual(format_date(self.persian, date(1, 1, 1)), "۰۰۰۱/۰۱/۰۱")

    def test_fields(self):
        """FC-15, FC-23: the fields of QWeb, in documents and on pages."""

        def written(kind, value, **options):
            return str(
                self.persian[f"ir.qweb.field.{kind}"].value_to_html(value, options)
            )

        self.assertEqual(written("date", DAY), "۱۴۰۵/۰۹/۰۱")
        self.assertEqual(written("datetime", MOMENT), "۱۴۰۵/۰۹/۰۱ ۰۰:۱۵:۱۰")
        self.assertEqual(written("datetime", MOMENT, date_only=True), "۱۴۰۵/۰۹/۰۱")
        self.assertEqual(written("datetime", MOMENT, time_only=True), "۰۰:۱۵:۱۰")
        self.assertEqual(
            written("datetime", MOMENT, tz_name="UTC", hide_seconds=True),
            "۱۴۰۵/۰۸/۳۰ ۲۰:۴۵",
        )
        self.assertEqual(written("time", 9.5), "۹:۳۰")
        self.assertEqual(written("duration", 7200), "۲ ساعت")
        self.assertEqual(written("float_time", 1.5), "۰۱:۳۰")
        self.assertEqual(
            written("relative", MOMENT, now="2026-11-23 20:45:10"), "۲ روز پیش"
        )
        self.assertEqual(
            written("integer", 1234567), "۱,۲۳۴,۵۶۷".replace(",", self._sep())
        )
        rendered = self.english["ir.qweb.field.datetime"].value_to_html(MOMENT, {})
        self.assertEqual(rendered, "11/22/2026 12:15:10 AM")

    def _sep(self):
        return self.language.thousands_sep

    def test_numbers(self):
        """FC-23: numbers and money in the reader's digits, not in the writer's."""
        sep, point = self._sep(), self.language.decimal_point
        self.assertEqual(formatLang(self.persian, 1234.5), f"۱{sep}۲۳۴{point}۵۰")
        euro = self.env.ref("base.EUR")
        self.assertIn("۱۲", format_amount(self.persian, 12, euro))
        self.assertIn("12", format_amount(self.persian, 12, euro, lang_code="en_US"))
        self.assertEqual(formatLang(self.english, 1234.5), "1,234.50")
        env = self._choose(self.user_persian, "jalali", "latin")
        self.assertEqual(formatLang(env, 1234.5), f"1{sep}234{point}50")

    def test_code_of_a_language(self):
        """FC-15: the code stays a text for all that is not Babel: it is stored, sent
        and compared as before."""
        code = get_lang(self.persian).code
        self.assertIsInstance(code, ReaderLocale)
        self.assertEqual({code: 1}["fa_IR"], 1)
        self.assertEqual(f"{code}", "fa_IR")
        partner = self.env["res.partner"].create({"name": "Sara", "lang": code})
        partner.flush_recordset()
        partner.invalidate_recordset()
        self.assertIs(type(partner.lang), str)
        self.assertEqual(
            self.env["res.partner"].search([("lang", "=", code)]) & partner, partner
        )
        translated = self.persian["ir.module.module"].with_context(lang=code)
        self.assertEqual(translated.env.lang, "fa_IR")

    def test_plain_locales(self):
        """FC-15: in the same process, databases without this addon write as before."""
        plain = babel_locale_parse("fa_IR")
        self.assertEqual(
            babel.dates.format_date(DAY, "yyyy/MM/dd", locale=plain), "2026/11/22"
        )
        self.assertEqual(
            babel.dates.format_date(DAY, "long", locale="fa_IR"), "22 نوامبر 2026"
        )

    def test_threads(self):
        """FC-15: readers of both calendars at once, each in their own."""
        readers = {
            ReaderLocale("fa_IR", "jalali", "persian", "yyyy/MM/dd"): "۱ آذر ۱۴۰۵",
            ReaderLocale("en_US", "jalali", "latin", "MM/dd/yyyy"): "Azar 1, 1405",
            babel.Locale("en", "US"): "November 22, 2026",
        }

        def write(locale):
            return babel.dates.format_date(DAY, "long", locale=locale)

        with ThreadPoolExecutor(8) as threads:
            locales = list(readers) * 200
            for locale, text in zip(locales, threads.map(write, locales), strict=True):
                self.assertEqual(text, readers[locale])

    @given(st.dates(date(622, 3, 22), date(2321, 3, 20)))
    def test_every_day(self, day):
        """FC-15: what is written is the Jalali day, in every format of a language."""
        for pattern in ("yyyy/MM/dd", "dd/MM/yyyy", "MM-dd-yyyy"):
            locale = ReaderLocale("fa_IR", "jalali", "persian", pattern)
            written = babel.dates.format_date(day, pattern, locale=locale)
            numbers = digits.to_latin(written).replace("-", "/").split("/")
            fields = pattern.replace("-", "/").split("/")
            read = {
                field[0]: int(number)
                for field, number in zip(fields, numbers, strict=True)
            }
            self.assertEqual(jalali.to_gregorian(read["y"], read["M"], read["d"]), day)
