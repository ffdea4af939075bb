from odoo.tests import tagged

from .common import SuiteBrowserCase

REVIEW = (
    "document.querySelector('button[name=action_show_potential_duplicates]').click();"
)
TYPED = """
document.querySelector('.o-kanban-button-new').click();
const field = '.o_kanban_quick_create [name=phone] input';
for (let i = 0; i < 100 && !document.querySelector(field); i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
}
const input = document.querySelector(field);
input.value = '۰۹۱۲۱۲۳۴۵۶۷';
input.dispatchEvent(new Event('input', { bubbles: true }));
input.dispatchEvent(new Event('change', { bubbles: true }));
"""
# After a click: what it opens is there.
WAIT = """
for (let i = 0; i < 100 && !document.querySelector('%s'); i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
}
"""


@tagged("post_install", "-at_install", "browser")
class TestLeadPictures(SuiteBrowserCase):
    """The pictures of docs/lead_tools.md."""

    def similar(self, login, first, second):
        user = self.user(login)
        shared = {"type": "opportunity", "user_id": user.id, "city": "تهران"}
        leads = self.env["crm.lead"].create(
            [
                shared | first | {"phone": "۰۹۱۲ ۱۲۳ ۴۵۶۷"},
                shared | second | {"phone": "+98 912 123 4567"},
            ]
        )
        for lead in leads:
            lead.with_user(user).message_post(body=first["name"])
        return leads

    def test_in_persian(self):
        """LT-01, LT-11, LT-37: the warning in form and quick creation, the review, the
        list to review and the merges, in Persian."""
        leads = self.similar(
            "sales",
            {
                "name": "درخواست پیش‌فاکتور قفسه",
                "partner_name": "شرکت پارس‌یار (سهامی خاص)",
                "contact_name": "مریم رضایی",
                "expected_revenue": 250_000_000,
            },
            {
                "name": "تماس نمایشگاه",
                "partner_name": "پارس يار",
                "contact_name": "مريم رضائي",
                "email_from": "m.rezaei@parsyar.example",
            },
        )
        form, hint = (
            f"/odoo/crm.lead/{leads[1].id}",
            ".o_field_widget[name=similar_hint] a",
        )
        self.show(form, "leads-similar", hint, "sales")
        opened = REVIEW + WAIT % ".o_review_table"
        self.show(form, "leads-review", hint, "sales", opened)
        typed = TYPED + WAIT % ".o_kanban_quick_create [name=similar_hint] a"
        pipeline = "/odoo/action-crm.crm_lead_action_pipeline"
        self.show(
            pipeline, "leads-quick-create", ".o-kanban-button-new", "sales", typed
        )
        run = self.env["crm.dedupe.run"].create({})
        while run.state == "running":
            run._process_step()
        self.show(
            "/odoo/action-crm_lead_tools.crm_dedupe_group_action",
            *("leads-duplicates", ".o_data_row", "manager"),
        )
        leads.with_user(self.user("sales")).merge_similar(leads[0].id)
        self.show(
            "/odoo/action-crm_lead_tools.crm_merge_log_action",
            *("leads-merges", ".o_data_row", "manager"),
        )

    def test_in_english(self):
        """LT-37: the review in English."""
        leads = self.similar(
            "english",
            {"name": "Quotation for shelves", "partner_name": "Pars Yar Co."},
            {"name": "Met at the fair", "partner_name": "ParsYar Ltd"},
        )
        self.show(
            f"/odoo/crm.lead/{leads[1].id}",
            *(
                "leads-review-english",
                ".o_field_widget[name=similar_hint] a",
                "english",
            ),
            REVIEW + WAIT % ".o_review_table",
        )
