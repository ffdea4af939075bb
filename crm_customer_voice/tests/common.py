from odoo.tests import TransactionCase, new_test_user


class VoiceCommon(TransactionCase):
    """Two salespeople, their manager, and a customer of the first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller, cls.other, cls.manager, cls.clerk = (
            new_test_user(cls.env, f"voice_{name}", group)
            for name, group in (
                ("seller", "sales_team.group_sale_salesman"),
                ("other", "sales_team.group_sale_salesman"),
                ("manager", "sales_team.group_sale_manager"),
                ("clerk", "base.group_user"),
            )
        )
        cls.company_contact = cls.env["res.partner"].create(
            {"name": "Voice Company", "is_company": True, "user_id": cls.seller.id}
        )
        cls.customer = cls.env["res.partner"].create(
            {"name": "Voice Customer", "parent_id": cls.company_contact.id}
        )
        cls.category = cls.env.ref("crm_customer_voice.crm_complaint_category_delivery")
        cls.settled = cls.env.ref("crm_customer_voice.crm_complaint_stage_settled")

    @classmethod
    def _complain(cls, user=None, **values):
        return (
            cls.env["crm.complaint"]
            .with_user(user or cls.seller)
            .create(
                {
                    "name": "Late again",
                    "partner_id": cls.customer.id,
                    "category_id": cls.category.id,
                    **values,
                }
            )
        )
