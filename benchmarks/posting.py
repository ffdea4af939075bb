"""Posting 100 invoices of 5 lines, with and without crm_loyalty_scoring.

Our side has an active program and a purchase rule for each product, so that every line
earns points. Source of the limits: section 7 of the loyalty design (batch posting).
"""

from odoo import Command, fields

MODULES = ["crm_loyalty_scoring"]
ROUNDS = 7
LIMITS = {"time": 1.10, "queries": 1.05}
INVOICES, LINES = 100, 5


def prepare(env, ours):
    env["account.chart.template"].try_loading("generic_coa", env.company)
    partners = env["res.partner"].create(
        [{"name": f"Customer {number}"} for number in range(20)]
    )
    products = env["product.product"].create(
        [{"name": f"Product {number}", "lst_price": 1000} for number in range(LINES)]
    )
    env["ir.config_parameter"].set_param("bench.partners", str(partners.ids))
    env["ir.config_parameter"].set_param("bench.products", str(products.ids))
    if ours:
        reward(env, products)


def reward(env, products):
    """A rule per product in the customers' program, and a level they soon reach."""
    program = env["crm.loyalty.program"].search(
        [
            ("company_id", "=", env.company.id),
            (
                "profile_type_id",
                "=",
                env.ref("crm_loyalty_scoring.crm_loyalty_profile_type_customer").id,
            ),
        ]
    )
    program.rule_ids = [
        Command.create({"product_id": product.id, "points": 5}) for product in products
    ]
    program.tier_ids = [Command.create({"name": "Silver", "threshold": 100_000})]


def setup(env, ours, count=INVOICES):
    get = env["ir.config_parameter"].get_param
    partners, products = (
        [int(number) for number in get(key).strip("[]").split(",")]
        for key in ("bench.partners", "bench.products")
    )
    invoices = env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "partner_id": partners[number % len(partners)],
                "invoice_date": fields.Date.today(),
                "invoice_line_ids": [
                    Command.create({"product_id": product, "quantity": 2})
                    for product in products
                ],
            }
            for number in range(count)
        ]
    )
    # Made without messages for speed, but posted as people post: with tracking.
    return invoices.with_context(tracking_disable=False).action_post
