from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .merge_common import MergeCommon


@tagged("post_install", "-at_install")
class TestMergeReview(MergeCommon):
    def preview(self, records, user=None):
        return records.with_user(user or self.salesman).merge_preview()

    def test_preview(self):
        """LT-37: side by side: the values of each field, those that differ first,
        custom ones among them; what moves, by kind; what they have in common."""
        self.tail.phone = "0912 123 4567"
        preview = self.preview(self.head | self.tail)
        self.assertEqual(
            [record["id"] for record in preview["records"]],
            [self.head.id, self.tail.id],
        )
        self.assertEqual(preview["reasons"], ["same phone"])
        fields = {field["name"]: field for field in preview["fields"]}
        self.assertEqual(
            fields["x_code"]["values"], {self.head.id: "H", self.tail.id: "T"}
        )
        self.assertTrue(fields["name"]["is_conflict"])
        self.assertFalse(fields["user_id"]["is_conflict"])
        self.assertEqual(fields["email_from"]["chosen"], self.tail.id)
        conflicts = [field["is_conflict"] for field in preview["fields"]]
        self.assertEqual(conflicts, sorted(conflicts, reverse=True))
        moves = {move["label"]: move["counts"] for move in preview["moves"]}
        both = {self.head.id: "1", self.tail.id: "1"}
        for label in ("Files", "Meetings", "Things", "Activities that are done"):
            self.assertEqual(moves[label], both, label)
        self.assertIn("Messages", moves)
        self.assertIn("Tags", moves)
        self.assertIn("Partners", moves)

    def test_hidden(self):
        """4.7, C.6: of what the rules hide, the review says how many there are; it lets
        nobody call it different."""
        theirs = self.rich_lead("Secret", 0, user_id=self.colleague.id)
        leads = self.head | self.tail | theirs
        preview = self.preview(leads)
        self.assertEqual(preview["hidden"], "1")
        self.assertNotIn("Secret", str(preview))
        self.assertEqual(len(preview["records"]), 2)
        with self.assertRaises(AccessError):
            leads.with_user(self.salesman).mark_not_duplicates()
        self.assertFalse(self.env["crm.dedupe.exclusion"].search([]))
        self.assertEqual(self.preview(leads, self.manager)["hidden"], 0)

    def test_unknown_choice(self):
        """LT-37: a choice that nobody can have made in the page changes nothing."""
        for choices in ({"name": -1}, {"create_uid": self.head.id}):
            with self.subTest(choices=choices), self.assertRaises(UserError):
                self.merge(self.head, self.tail, choices=choices)
        self.assertTrue(self.tail.exists())


@tagged("post_install", "-at_install")
class TestMergeContacts(MergeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept, cls.gone = cls.env["res.partner"].create(
            [
                {"name": "Ali", "phone": "09121234567", "email": "a@b.ir"},
                {"name": "Ali R.", "phone": "09121234567", "email": "a@b.ir"},
            ]
        )
        cls.gone.message_post(body="m")
        cls.gone.category_id = cls.env["res.partner.category"].create({"name": "c"})
        cls.lead_of_gone = cls.env["crm.lead"].create(
            {"name": "l", "partner_id": cls.gone.id}
        )
        cls.lead_of_gone.message_subscribe(cls.gone.ids)
        cls.env["res.partner"].create({"name": "child", "parent_id": cls.gone.id})
        cls.env.flush_all()

    def contacts(self):
        """All rows that refer to contacts, as PostgreSQL writes them."""
        self.env.flush_all()
        references = self.env["crm.merge.log"]._references("res.partner")
        found = set()
        for table in {"res_partner", *(ref.table for ref in references)}:
            rows = self.env.execute_query(
                SQL("SELECT to_jsonb(r)::text FROM %s r", SQL.identifier(table))
            )
            found |= {(table, image) for [image] in rows}
        return found

    def test_undo(self):
        """LT-33, LT-37: contacts are merged as Odoo merges them, with the values that
        were chosen; the undo puts every row back."""
        before = self.contacts()
        user = self._contact_manager()
        partners = (self.kept | self.gone).with_user(user)
        fields = {field["name"]: field for field in partners.merge_preview()["fields"]}
        self.assertTrue(fields["name"]["is_conflict"])
        report = partners.merge_similar(self.kept.id, choices={"name": self.gone.id})
        self.assertEqual(report["res_id"], self.kept.id)
        self.assertFalse(self.gone.exists())
        self.assertEqual(self.kept.name, "Ali R.")
        self.assertEqual(self.lead_of_gone.partner_id, self.kept)
        self.env["crm.merge.log"].browse(report["log_id"]).with_user(user).action_undo()
        after = self.contacts()
        self.assertEqual(sorted(before - after), [], "lost")
        self.assertEqual(sorted(after - before), [], "left over")

    def _contact_manager(self):
        self.manager.group_ids += self.env.ref("base.group_partner_manager")
        return self.manager

    def test_odoo_rules_stay(self):
        """LT-33: what Odoo refuses to merge is refused: contacts with other e-mails,
        unless by an administrator."""
        user = self._contact_manager()
        self.gone.email = "other@b.ir"
        with self.assertRaises(UserError):
            (self.kept | self.gone).with_user(user).merge_similar(self.kept.id)
        self.assertTrue(self.gone.exists())
        with self.assertRaises(AccessError):
            (self.kept | self.gone).with_user(
                self.env.ref("base.public_user")
            ).merge_similar(self.kept.id)

    def test_refused_undo(self):
        """LT-37: where both had the same bank account, Odoo deletes one with what
        belongs to it: the undo is refused with the reason."""
        self.env["res.partner.bank"].create(
            [
                {"acc_number": "IR12 3456", "partner_id": partner.id}
                for partner in self.kept | self.gone
            ]
        )
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.kept | self.gone).ids, self.kept)
        log = self.last_merge(self.env.user)
        self.assertEqual((log.origin, log.lost), ("odoo", "res_partner_bank"))
        with self.assertRaises(UserError):
            log.action_undo()
        self.assertFalse(self.gone.exists())
