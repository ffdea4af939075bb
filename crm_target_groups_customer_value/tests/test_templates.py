from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.account.tests.common import AccountTestInvoicingCommon


@tagged("post_install", "-at_install")
class TestTemplates(AccountTestInvoicingCommon):
    def test_groups_fill_themselves(self):
        """TG-30, TG-32: each template makes a smart group; all together have every
        customer once, but for those asleep."""
        partners = self.env["res.partner"].create(
            [{"name": f"Buyer {number}"} for number in range(10)]
        )
        for number, partner in enumerate(partners):
            for again in range(10 - number):
                self.init_invoice(
                    "out_invoice",
                    partner=partner,
                    invoice_date=fields.Date.today()
                    - relativedelta(days=40 * number + again),
                    amounts=[1000 * (10 - number)],
                    post=True,
                )
        self.env["crm.customer.value"]._refresh(self.env.company)
        module = "crm_target_groups_customer_value.crm_target_group_template_"
        groups = self.env["crm.target.group"]
        members = {}
        for name in (
            "champions", "lifetime_value", "loyal", "rising", "at_risk", "lost"
        ):  # fmt: skip
            template = self.env.ref(module + name)
            group = groups.create({"name": name, **template._rule_values()})
            group.action_refresh()
            self.assertEqual(group.refresh_state, "ok", group.refresh_message)
            found = self.env["crm.target.group.member"].search(
                [("group_id", "=", group.id)]
            )
            members[name] = found.partner_id & partners
        self.assertIn(partners[0], members["champions"])
        self.assertIn(partners[0], members["lifetime_value"])
        self.assertIn(partners[9], members["lost"])
        segments = [set(members[n].ids) for n in members if n != "lifetime_value"]
        self.assertEqual(sum(map(len, segments)), len(set.union(*segments)))
