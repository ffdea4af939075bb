from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.l10n_fa_calendar import jalali
from odoo.addons.l10n_fa_calendar.tests.common import CalendarUsersMixin

VIEWS = {
    "search": """
        <search>
            <filter name="deadline" string="Deadline" date="date_deadline"/>
            <filter name="by_deadline" string="Deadline"
                    context="{'group_by': 'date_deadline:month'}"/>
        </search>""",
    "list": "<list><field name='name'/><field name='date_deadline'/></list>",
    "kanban": """
        <kanban>
            <progressbar field="priority" colors='{"0": "success"}'/>
            <templates><t t-name="card"><field name="name"/></t></templates>
        </kanban>""",
    "pivot": "<pivot><field name='date_deadline' interval='month' type='row'/></pivot>",
    "graph": "<graph><field name='date_deadline' interval='month'/></graph>",
}


@tagged("post_install", "-at_install", "browser")
class TestTours(CalendarUsersMixin, HttpCase):
    """Deals of this Jalali month, and of the days before and after it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.user_persian | cls.user_english).group_ids += cls.env.ref(
            "sales_team.group_sale_salesman_all_leads"
        )
        today = fields.Date.context_today(cls.env.user.with_context(tz="Asia/Tehran"))
        cls.first = jalali.start_of(today, "month")
        cls.last = jalali.end_of(today, "month")
        cls.deals = cls.env["crm.lead"].create(
            [
                {"name": name, "type": "opportunity", "date_deadline": day}
                for name, day in (
                    ("before the month", cls.first - timedelta(days=1)),
                    ("first of the month", cls.first),
                    ("last of the month", cls.last),
                    ("after the month", cls.last + timedelta(days=1)),
                )
            ]
        )
        views = cls.env["ir.ui.view"].create(
            [
                {"name": f"pipeline.{kind}", "model": "crm.lead", "arch": arch}
                for kind, arch in VIEWS.items()
            ]
        )
        cls.action = cls.env["ir.actions.act_window"].create(
            {
                "name": "Pipeline",
                "res_model": "crm.lead",
                "domain": [("id", "in", cls.deals.ids)],
                "context": {"search_default_by_deadline": 1},
                "search_view_id": views[0].id,
                "view_ids": [
                    (0, 0, {"view_mode": view.type, "view_id": view.id})
                    for view in views[1:]
                ],
            }
        )

    def test_persian(self):
        """FC-08, FC-10, FC-13: months in list, board, pivot and search, in Persian."""
        self.start_tour(
            f"/odoo/action-{self.action.id}",
            "l10n_fa_calendar_crm_pipeline",
            login="fa_user",
        )

    def test_english(self):
        """FC-28: the same months by their English names."""
        self.user_english.calendar_choice = "jalali"
        self.start_tour(
            f"/odoo/action-{self.action.id}",
            "l10n_fa_calendar_crm_pipeline",
            login="en_user",
        )
