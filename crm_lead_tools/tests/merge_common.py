from odoo.tools import SQL

from odoo.addons.mail.tests.common import mail_new_test_user
from odoo.addons.sales_team.tests.common import TestSalesCommon


class MergeCommon(TestSalesCommon):
    """Two leads to which everything refers that can refer to a lead: messages, files,
    activities done and open, meetings, followers, tags, properties; a custom field, a
    custom many2many and a custom model with a link to leads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env.company.with_context(tracking_disable=True)
        company.country_id = cls.env.ref("base.ir")
        cls.manager = cls.user_sales_manager
        cls.salesman = cls.user_sales_salesman
        cls.colleague = mail_new_test_user(
            cls.env, "colleague", groups="sales_team.group_sale_salesman"
        )
        cls._create_custom_fields()
        cls.tags = cls.env["crm.tag"].create([{"name": f"tag {n}"} for n in range(3)])
        cls.partners = cls.env["res.partner"].create(
            [{"name": f"partner {n}"} for n in range(3)]
        )
        cls.sales_team_1.lead_properties_definition = [
            {"name": "size", "type": "integer", "string": "Size"},
            {"name": "floor", "type": "char", "string": "Floor"},
        ]
        cls.head = cls.rich_lead("Head", 0, phone="09121234567", x_code="H")
        cls.tail = cls.rich_lead(
            "Tail", 1, phone="09351112233", x_code="T", email_from="t@x.ir"
        )
        cls.env.flush_all()

    @classmethod
    def _create_custom_fields(cls):
        model = cls.env["ir.model"].create(
            {"name": "Things", "model": "x_lead_thing", "is_mail_thread": False}
        )
        cls.env["ir.model.fields"].create(
            [
                {
                    "name": "x_lead_id",
                    "model_id": model.id,
                    "ttype": "many2one",
                    "relation": "crm.lead",
                    "on_delete": "cascade",
                    "field_description": "Lead",
                },
                {
                    "name": "x_code",
                    "model_id": cls.env["ir.model"]._get_id("crm.lead"),
                    "ttype": "char",
                    "field_description": "Code",
                },
                {
                    "name": "x_partner_ids",
                    "model_id": cls.env["ir.model"]._get_id("crm.lead"),
                    "ttype": "many2many",
                    "relation": "res.partner",
                    "field_description": "Partners",
                },
            ]
        )

    @classmethod
    def rich_lead(cls, name, number, **values):
        lead = cls.env["crm.lead"].create(
            {
                "name": name,
                "type": "opportunity",
                "user_id": cls.salesman.id,
                "team_id": cls.sales_team_1.id,
                "tag_ids": cls.tags[number : number + 2].ids,
                "x_partner_ids": cls.partners[number : number + 2].ids,
                "lead_properties": {"size" if number else "floor": number or "2"},
                **values,
            }
        )
        lead.message_post(body=f"message of {name}", subject="s")
        lead.message_subscribe(cls.partners[number : number + 2].ids)
        cls.env["ir.attachment"].create(
            {"name": f"{name}.txt", "raw": b"x", "res_model": "crm.lead"}
            | {"res_id": lead.id}
        )
        kind = cls.env.ref("mail.mail_activity_data_todo")
        activities = cls.env["mail.activity"].create(
            [
                {
                    "res_model_id": cls.env["ir.model"]._get_id("crm.lead"),
                    "res_id": lead.id,
                    "summary": summary,
                    "activity_type_id": kind.id,
                    "user_id": cls.salesman.id,
                }
                for summary in ("open", "done")
            ]
        )
        activities[1].action_done()
        cls.env["calendar.event"].create(
            {
                "name": f"meeting of {name}",
                "start": "2026-01-01 10:00:00",
                "stop": "2026-01-01 11:00:00",
                "opportunity_id": lead.id,
                "res_id": lead.id,
                "res_model_id": cls.env["ir.model"]._get_id("crm.lead"),
            }
        )
        cls.env["x_lead_thing"].create({"x_lead_id": lead.id})
        return lead

    def image(self):
        """All rows of all tables that refer to leads, as PostgreSQL writes them."""
        self.env.flush_all()
        tables = {"crm_lead", "crm_identity_key"} | {
            reference.table
            for reference in self.env["crm.merge.log"]._references("crm.lead")
        }
        tables.add(self.env["mail.followers"]._fields["subtype_ids"].relation)
        found = set()
        for table in sorted(tables):
            rows = self.env.execute_query(
                SQL("SELECT to_jsonb(r)::text FROM %s r", SQL.identifier(table))
            )
            found |= {(table, image) for [image] in rows}
        return found

    def assertImage(self, before):
        after = self.image()
        self.assertEqual(sorted(before - after), [], "lost")
        self.assertEqual(sorted(after - before), [], "left over")

    def merge(self, survivor, tails, user=None, **values):
        leads = (survivor | tails).with_user(user or self.manager)
        report = leads.merge_similar(survivor.id, **values)
        return self.env["crm.lead"].browse(report["res_id"])

    def last_merge(self, user=None):
        return self.env["crm.merge.log"].with_user(user or self.manager).search([])[0]
