import doctest

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.modules.migration import load_script
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from .. import identity, identity_sql
from ..hooks import uninstall_hook
from ..identity import Key

PHONES = st.text("0123456789۰۱۹٠١٩+-() /،.xداخلی ", max_size=25)
EMAILS = st.text('abAG+.@-_ ,;<>"gmail.coirی', max_size=30)
NAMES = st.lists(
    st.sampled_from([*identity.LEGAL_WORDS, *identity.GENERIC_NAMES, "پارس‌يار"])
    | st.text("ابيىئكةؤأآۀء \u200c\u064e\u0640xX1۱-_.()،؟", max_size=8),
    max_size=4,
).map(" ".join)


@tagged("post_install", "-at_install")
class TestIdentity(TransactionCase):
    def test_examples(self):
        """LT-33, LT-34: the examples in the documentation of the functions."""
        self.assertEqual(doctest.testmod(identity).failed, 0)

    def test_one_phone(self):
        """LT-33, C.2: every way to write a number is one key, whether or not Odoo has
        the library `phonenumbers`; numbers of other countries are others."""
        for number in (
            *("09121234567", "+989121234567", "00989121234567", "989121234567"),
            *("۰۹۱۲۱۲۳۴۵۶۷", "٠٩١٢١٢٣٤٥٦٧", "0912 123 4567", "+98 (0) 912-1234567"),
            *("9121234567", "0912-123-4567 داخلی 3", "‎+98 912 123 4567"),
        ):
            with self.subTest(number=number):
                self.assertEqual(
                    identity.phone_keys(number), {Key("phone", "989121234567")}
                )
        self.assertEqual(
            identity.phone_keys("021-88001122 / 0935 111 2233"),
            {Key("phone", "982188001122"), Key("phone", "989351112233")},
        )
        self.assertNotEqual(
            identity.phone_key("0912 1234567", "49"), identity.phone_key("09121234567")
        )
        self.assertEqual(
            identity.phone_key("(202) 555-0123", "1"),
            identity.phone_key("+12025550123"),
        )

    def test_one_name(self):
        """LT-34, C.3: letters, half-spaces and legal words make no other company."""
        company = Key("company", "پارسیار")
        for name in ("شرکت پارس‌یار (سهامی خاص)", "پارس يار", "پارسيار", "پارس‌یار Ltd."):
            with self.subTest(name=name):
                self.assertEqual(identity.name_keys("company", name), {company})
        for name in ("پارس ساز", "شرکت", "مشتری", "x", "", None):
            with self.subTest(name=name):
                self.assertNotIn(company, identity.name_keys("company", name))
        self.assertFalse(identity.name_keys("company", "شرکت"))
        self.assertFalse(identity.name_keys("person", "تست"))

    def _same(self, kind, items, expected):
        query = SQL("SELECT DISTINCT final.key FROM (SELECT) AS one, %s", items)
        found = {Key(kind, key) for [key] in self.env.execute_query(query)}
        self.assertEqual(found, expected)

    @settings(database=None, derandomize=True, deadline=None, max_examples=300)
    @given(PHONES, st.sampled_from(["98", "49", "1"]))
    def test_phones_in_sql(self, text, code):
        """LT-33: PostgreSQL makes the keys of phones that Python makes."""
        items = identity_sql.phones(SQL("%s", text), SQL("%s", code))
        self._same("phone", items, identity.phone_keys(text, code))

    @settings(database=None, derandomize=True, deadline=None, max_examples=300)
    @given(EMAILS)
    def test_emails_in_sql(self, text):
        """LT-33: PostgreSQL makes the keys of e-mails that Python makes."""
        items = identity_sql.emails(SQL("%s", text))
        self._same("email", items, identity.email_keys(text))

    @settings(database=None, derandomize=True, deadline=None, max_examples=300)
    @given(NAMES)
    def test_names_in_sql(self, text):
        """LT-34: PostgreSQL makes the keys of names that Python makes."""
        items = identity_sql.names(SQL("%s", text))
        self._same("company", items, identity.name_keys("company", text))


@tagged("post_install", "-at_install")
class TestIdentityKey(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.country_id = cls.env.ref("base.ir")

    def _keys(self, record):
        self.env.flush_all()
        column = {"crm.lead": "lead_id", "res.partner": "partner_id"}[record._name]
        rows = self.env.execute_query(
            SQL(
                "SELECT kind, key FROM crm_identity_key WHERE %s = %s",
                SQL.identifier(column),
                record.id,
            )
        )
        return {Key(*row) for row in rows}

    def test_kept_by_triggers(self):
        """LT-33: keys follow a lead and a contact, whatever way they are written; with
        all numbers and addresses they have."""
        partner = self.env["res.partner"].create(
            {
                "name": "علي رضايی",
                "phone": "0912 123 4567",
                "other_emails": "A@x.ir,b@x.ir",
            }
        )
        person, phone = Key("person", "علیرضایی"), Key("phone", "989121234567")
        emails = {Key("email", "a@x.ir"), Key("email", "b@x.ir")}
        self.assertEqual(self._keys(partner), {person, phone} | emails)
        lead = self.env["crm.lead"].create(
            {"name": "a", "partner_id": partner.id, "other_phones": "02188001122"}
        )
        own = {Key("phone", "982188001122")}
        self.assertEqual(self._keys(lead), {person, phone} | own)
        partner.phone = "0935 111 2233"  # and the lead's own, by recomputation
        phone = Key("phone", "989351112233")
        self.assertEqual(self._keys(lead), {person, phone} | own)
        lead.partner_name = "شرکت پارس یار"
        self.assertIn(Key("company", "پارسیار"), self._keys(lead))
        partner.is_company = True
        self.assertIn(Key("company", "علیرضایی"), self._keys(partner))
        partner.country_id = self.env.ref("base.de")
        self.assertIn(Key("phone", "499351112233"), self._keys(partner))
        before = self._keys(lead) | self._keys(partner)
        self.env["crm.identity.key"]._rebuild()
        self.assertEqual(self._keys(lead) | self._keys(partner), before)
        found = self.env["crm.identity.key"]._find("crm.lead", own)
        self.assertEqual(found, {Key("phone", "982188001122"): [lead.id]})
        lead.unlink()
        self.assertFalse(self._keys(lead))

    def test_as_odoo_counts(self):
        """LT-33: what keeps the keys is no query of Odoo's: its own numbers stay."""
        lead = self.env["crm.lead"].create({"name": "a"})
        self.env.flush_all()
        with self.assertQueryCount(1):
            lead.function = "b"
            self.env.flush_all()
            keys = self.env["crm.identity.key"]._keys_of(phones=["0912 123 4567"])
        self.assertEqual(keys, {Key("phone", "989121234567")})

    def test_migration(self):
        """LT-33: leads that are there when the addon is updated get their keys."""
        lead = self.env["crm.lead"].create({"name": "a", "phone": "09121234567"})
        self._keys(lead)
        self.env.cr.execute("DELETE FROM crm_identity_key")
        script = load_script(
            "crm_lead_tools/migrations/19.0.1.1.0/post-identity_keys.py", "keys"
        )
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.assertEqual(self._keys(lead), {Key("phone", "989121234567")})

    def test_uninstallation(self):
        """LT-33: uninstalled, the addon leaves no trigger, function or table behind,
        and leads are written as before."""
        uninstall_hook(self.env)
        self.env["crm.lead"].create({"name": "a", "phone": "09121234567"}).unlink()
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT proname FROM pg_proc WHERE proname LIKE 'crm_identity%'
            UNION SELECT tgname FROM pg_trigger WHERE tgname LIKE 'crm_identity%'
            UNION SELECT relname FROM pg_class WHERE relname LIKE 'crm_identity%'
            """
        )
        self.assertFalse(self.env.cr.fetchall())
