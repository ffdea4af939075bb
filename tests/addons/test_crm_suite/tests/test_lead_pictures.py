from odoo.tests import tagged

from .common import SuiteBrowserCase

REVIEW = (
    "document.querySelector('button[name=action_show_potential_duplicates]').click();"
)
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
        """LT-11, LT-37: the warning in the form and the review, in Persian."""
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
