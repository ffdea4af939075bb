from odoo.fields import Domain
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

MODELS = ("res.partner", "crm.lead", "product.template", "product.product")
TYPED = "مؤسسهٔ كيان‌آفرين ۱۲"
SEARCHED = ("موسسه کیان آفرین", "مؤسسة كيانافرين", "کیان‌آفرین 12", "كيانآفرین۱۲")


@tagged("post_install", "-at_install")
class TestPersianSearch(TransactionCase):
    """The search boxes of contacts, leads and products, as a salesperson uses them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        user = cls.env["res.users"].search([("login", "=", "sales")])
        cls.env = cls.env(context={"lang": "fa_IR"})
        cls.records = {
            name: cls.env[name].create({"name": TYPED, **cls._owner(name, user)})
            for name in MODELS
        }
        cls.user = user

    @staticmethod
    def _owner(name, user):
        return {"user_id": user.id} if name == "crm.lead" else {}

    def test_boxes(self):
        """FC-24: each spelling finds the record as it was typed; so does completion."""
        for name, record in self.records.items():
            model = self.env[name].with_user(self.user).with_context(lang="fa_IR")
            for text in SEARCHED:
                with self.subTest(model=name, text=text):
                    found = model.search([("name", "ilike", text)])
                    self.assertIn(record, found)
                    completed = dict(model.name_search(text))
                    self.assertIn(record.id, completed)
                    self.assertIn(
                        record, found.filtered_domain([("name", "ilike", text)])
                    )

    def plan(self, model, terms):
        """How PostgreSQL would search, had it no other index on the same fields: in a
        table as small as this one, which of the two it takes is chance."""
        for field, _operator, _value in terms:
            index = SQL.identifier(f"{model._table}__{field}_index")
            self.env.cr.execute(SQL("DROP INDEX IF EXISTS %s", index))
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        domain = Domain.OR(Domain(*term) for term in terms)
        query = model.with_context(active_test=False)._search(domain)
        return str(self.env.execute_query(SQL("EXPLAIN %s", query.select())))

    def test_indexes(self):
        """FC-24: all three names are found by an index; nothing stored changes."""
        for name in ("res.partner", "crm.lead", "product.template"):
            field = "complete_name" if name == "res.partner" else "name"
            model = self.env[name]
            plan = self.plan(model, [(field, "ilike", "كيان آفرين")])
            self.assertIn(f"{model._table}__{field}_persian_index", plan)
            self.assertEqual(self.records[name].name, TYPED)

    def test_lead_box(self):
        """FC-24: the four fields of the leads' search box each use an index."""
        fields = ("partner_name", "email_from", "contact_name", "name")
        terms = [(field, "ilike", "كيان آفرين") for field in fields]
        plan = self.plan(self.env["crm.lead"], terms)
        for field in fields:
            self.assertIn(f"crm_lead__{field}_persian_index", plan)
        self.assertNotIn("Seq Scan", plan)
