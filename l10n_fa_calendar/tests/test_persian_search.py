import doctest
import inspect
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from odoo.fields import Domain, Field
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from odoo.addons.l10n_fa_calendar import folding, persian_search

from ..hooks import uninstall_hook
from .common import CalendarUsersMixin

# Each line is one text, as people type it.
SPELLINGS = [
    ["کیانی", "كياني", "کیانى", "كيانی"],
    ["علی‌رضا", "علیرضا", "علی رضا", "علي\u200cرضا", "علي\u00a0رضا"],
    ["مؤسسه ژرف", "موسسة ژرف", "مؤسسۀ ژرف", "موسسهٔ‌ژرف"],
    ["آرمان", "ارمان", "أرمان", "ا\u0653رمان"],
    ["رئیسی", "رییسی", "رئيسى"],
    ["محمّد", "مُحَمَّد", "محمد", "محـــمد"],
    ["پلاک ۱۲", "پلاک ١٢", "پلاک 12", "پلاك12"],
]
LETTERS = st.sampled_from(
    "ابپکگیهو آأيكىةۀؤئء\u200c\u200d\u0640\u064e\u0651\u0654\u00a0۰۱۹٠٩0189"
    "aAbé%_\\\"'\n"
)
TEXTS = st.text(LETTERS, max_size=12) | st.text(max_size=6)


@tagged("post_install", "-at_install")
class TestFolding(TransactionCase):
    def test_doctests(self):
        """FC-24: the examples hold."""
        results = doctest.testmod(folding)
        self.assertGreater(results.attempted, 4)
        self.assertFalse(results.failed)

    def test_table(self):
        """FC-24: no letter stands for one that itself has another spelling."""
        canonical = set(folding._ONE_SPELLING.values())
        self.assertFalse(canonical & set(folding._ONE_SPELLING))
        self.assertFalse(canonical & set(map(chr, folding._TO_FOLDED)))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(TEXTS.filter(lambda text: "\0" not in text), max_size=30))
    @example([chr(code) for code in range(0x600, 0x700)])
    @example([f"ب{chr(code)}ب" for code in range(0x2000, 0x2070)])
    def test_sql(self, texts):
        """FC-24: PostgreSQL folds as Python does, whatever the text."""
        columns = SQL(", ").join(
            SQL("%s(text)", SQL.identifier(name)) for name in folding.SPELLINGS
        )
        rows = self.env.execute_query(
            SQL("SELECT text, %s FROM unnest(%s::text[]) AS text", columns, texts)
        )
        self.assertEqual(len(rows), len(texts))
        for text, *spelled in rows:
            expected = [spell(text) for spell in folding.SPELLINGS.values()]
            self.assertEqual(spelled, expected, ascii(text))

    def test_inlined(self):
        """FC-24: the planner sees the expression, and calls no function for a row."""
        for name in folding.SPELLINGS:
            plan = self.env.execute_query(
                SQL(
                    "EXPLAIN (VERBOSE, COSTS OFF) SELECT %s(coalesce(login, ''))"
                    " FROM res_users",
                    SQL.identifier(name),
                )
            )
            self.assertNotIn(f"{name}(", str(plan))
            self.assertIn("translate", str(plan))


@tagged("post_install", "-at_install")
class TestPersianSearch(CalendarUsersMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.env["res.partner"].create(
            [
                {"name": f"ظ {text}", "ref": "ظ"}
                for spellings in SPELLINGS
                for text in spellings
            ]
        )
        cls.ours = Domain("ref", "=", "ظ")

    def _found(self, operator, value, field="name", **context):
        partners = self.env["res.partner"].with_context(**context)
        condition = Domain(field, operator, value)
        found = partners.search(condition & self.ours)
        in_python = self.partners.with_context(**context).filtered_domain(condition)
        self.assertEqual(found, in_python.sorted(), (operator, value))
        return found.mapped("name")

    def test_spellings(self):
        """FC-24: each spelling finds all others of its text, and no other text."""
        for field in ("name", "complete_name", "display_name"):
            for spellings in SPELLINGS:
                expected = sorted(f"ظ {text}" for text in spellings)
                for text in spellings:
                    found = self._found("ilike", text, field)
                    self.assertEqual(sorted(found), expected, text)

    def test_name_search(self):
        """FC-24: so does the completion of a field, in the name of a real person."""
        partners = self.env["res.partner"].with_user(self.user_persian)
        found = partners.name_search("كيانى", [("ref", "=", "ظ")])
        self.assertEqual(len(found), 4)

    def test_operators(self):
        """FC-24: what ilike leaves out, not ilike finds; what is exact stays exact."""
        count = len(self.partners)
        self.assertEqual(len(self._found("not ilike", "كياني")), count - 4)
        self.assertEqual(len(self._found("=ilike", "ظ علیرضا")), 5)
        self.assertEqual(len(self._found("=ilike", "علیرضا")), 0)
        self.assertEqual(len(self._found("=ilike", "%علی_ضا")), 5)
        self.assertEqual(len(self._found("not =ilike", "ظ‌كيانی")), count - 4)
        for operator in ("=", "like", "in"):
            value = ["ظ كياني"] if operator == "in" else "ظ كياني"
            self.assertEqual(self._found(operator, value), ["ظ كياني"])

    def test_null(self):
        """FC-24: a field without a value has no text; not ilike finds it."""
        partners = self.partners.with_context(active_test=False)
        domain = self.ours & Domain("vat", "not ilike", "كياني")
        self.assertEqual(partners.search_count(domain), len(self.partners))
        domain = self.ours & Domain("vat", "ilike", "كياني")
        self.assertEqual(partners.search_count(domain), 0)

    def test_short(self):
        """FC-24: two letters are not looked for across words, more are."""
        self.assertFalse(self._found("ilike", "ظر"))
        self.assertFalse(self._found("ilike", "ظع"))
        self.assertEqual(len(self._found("ilike", "ر‌ض")), 5)
        self.assertEqual(len(self._found("ilike", "ظعلی")), 5)

    def test_numbers(self):
        """FC-24: digits of any kind find each other, for who reads Persian; letters
        that need no folding find nothing more than in Odoo."""
        self.partners[0].name = "12"
        for number in ("۱۲", "١٢", "12"):
            found = self._found("ilike", number, lang="fa_IR")
            self.assertEqual(len(found), 5, number)
        self.assertEqual(len(self._found("ilike", "12", lang="en_US")), 3)
        self.assertEqual(len(self._found("not ilike", "۱۲")), len(self.partners) - 5)

    def test_only_signs(self):
        """FC-24: a text of signs that nobody sees does not find everything."""
        for value in ("\u200c", "ـ", "\u200c ", "َ"):
            self.assertLess(len(self._found("ilike", value)), len(self.partners))

    @settings(max_examples=150, deadline=None)
    @given(
        # Odoo's own two sides read a backslash at the end in different ways.
        st.text(LETTERS, min_size=1, max_size=8).filter(lambda t: t[-1] != "\\"),
        st.sampled_from(["fa_IR", "en_US"]),
    )
    def test_python_agrees(self, value, lang):
        """FC-24: filtered_domain finds what search finds, whatever is searched."""
        for operator in ("ilike", "not ilike"):
            self._found(operator, value, lang=lang)

    def test_translated(self):
        """FC-24: translated texts, and only in the language they are read in."""
        categories = self.env["res.partner.category"]
        category = categories.create({"name": "Supplier"})
        category.with_context(lang="fa_IR").name = "تأمین‌کننده"
        domain = [("name", "ilike", "تامين كننده")]
        self.assertEqual(categories.with_context(lang="fa_IR").search(domain), category)
        self.assertFalse(categories.with_context(lang="en_US").search(domain))

    def test_unaccent(self):
        """FC-24: with unaccent, Latin letters of a Persian text lose their accents."""
        self.env.cr.execute(
            "CREATE OR REPLACE FUNCTION unaccent(text) RETURNS text LANGUAGE sql"
            " IMMUTABLE AS $$SELECT translate($1, 'é', 'e')$$"
        )
        self.partners[0].name = "كافه Café"
        self.assertFalse(self._found("ilike", "کافه cafe"))
        registry = self.env.registry
        self.patch(registry, "unaccent", lambda text: SQL("unaccent(%s)", text))
        self.patch(registry, "unaccent_python", lambda text: text.replace("é", "e"))
        for value in ("کافه cafe", "کافه Café"):
            self.assertEqual(len(self._found("ilike", value)), 1)

    def test_database_without_functions(self):
        """FC-27: a database that was not updated yet searches as Odoo does."""
        self.patch(self.env.registry, "has_persian_search", False)
        self.assertEqual(self._found("ilike", "كياني"), ["ظ كياني"])
        function = SQL.identifier(folding.FOLDED)
        self.env.cr.execute(SQL("DROP FUNCTION %s(text) CASCADE", function))
        self.env["persian.search"]._register_hook()
        self.assertFalse(self.env.registry.has_persian_search)

    def test_signatures(self):
        """FC-27: the methods that are extended take what they took."""
        for ours, core in (
            (persian_search.condition_to_sql, persian_search.core_condition_to_sql),
            (persian_search.convert_db_column, persian_search.core_convert_db_column),
            (persian_search.filter_function, Field.filter_function),
        ):
            self.assertEqual(
                list(inspect.signature(ours).parameters),
                list(inspect.signature(core).parameters),
            )

    def test_other_searches(self):
        """FC-27: without Persian letters the query is Odoo's own to the letter."""
        partners = self.env["res.partner"].with_context(lang="en_US")
        field = partners._fields["name"]
        for value in ("azure", "Café", "12", "100%", "מים"):
            for operator in ("ilike", "not ilike", "=ilike", "like"):
                query = partners._search([])
                args = "name", operator, value, partners, "res_partner", query
                core = persian_search.core_condition_to_sql(field, *args)
                self.assertEqual(field.condition_to_sql(*args), core)
        self.assertNotIn("persian", str(partners._search([("name", "=", "كياني")])))


@tagged("post_install", "-at_install")
class TestPersianSearchIndex(TransactionCase):
    def _indexes(self):
        return self.env.execute_query(
            SQL("SELECT indexname FROM pg_indexes WHERE indexname LIKE '%%persian%%'")
        )

    def test_contacts(self):
        """FC-24: the search box of contacts uses an index for each of its fields, of
        which the company's number, mostly empty, has one of Odoo's that serves too."""
        names = self.env["res.partner"]._persian_search
        domain = Domain.OR(Domain(name, "ilike", "كيانی") for name in names)
        query = self.env["res.partner"].with_context(active_test=False)._search(domain)
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        plan = str(self.env.execute_query(SQL("EXPLAIN %s", query.select())))
        self.assertNotIn("Seq Scan", plan)
        for name in set(names) - {"company_registry"}:
            self.assertIn(f"res_partner__{name}_persian_index", plan)

    def test_estimate(self):
        """FC-24: PostgreSQL knows how many contacts a name will find."""
        names = ["شرکت ژرف", "گروه کیان"]
        partners = self.env["res.partner"]
        partners.create([{"name": names[n % 2] + f" {n}"} for n in range(400)])
        self.env.flush_all()
        self.env.cr.execute("ANALYZE res_partner")
        query = partners._search([("complete_name", "ilike", "شركت ژرف")])
        plan = str(self.env.execute_query(SQL("EXPLAIN %s", query.select())))
        estimates = map(int, re.findall(r"rows=(\d+)", plan))
        self.assertIn(max(estimates), range(60, 400), plan)

    def test_changed_column(self):
        """FC-24: the index stands in the way of no change of a column's type."""
        partners = self.env["res.partner"]
        self.assertIn(("res_partner__ref_persian_index",), self._indexes())
        partners._fields["ref"]._convert_db_column(partners, {"udt_name": "text"})
        self.assertNotIn(("res_partner__ref_persian_index",), self._indexes())
        partners._create_persian_search_indexes()
        self.assertIn(("res_partner__ref_persian_index",), self._indexes())

    def test_changed_table(self):
        """FC-24: another folding takes away the indexes of the old one."""
        self.env["persian.search"].init()
        self.assertTrue(self._indexes())
        functions = folding.sql_functions() | {folding.FOLDED: "lower($1)"}
        self.patch(folding, "sql_functions", lambda: functions)
        self.env["persian.search"].init()
        self.assertFalse(self._indexes())

    def test_uninstall(self):
        """FC-24: functions and indexes leave with the addon."""
        uninstall_hook(self.env)
        self.assertFalse(self._indexes())
        find = SQL("SELECT 1 FROM pg_proc WHERE proname LIKE 'persian%%'")
        self.assertFalse(self.env.execute_query(find))
