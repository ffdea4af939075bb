"""Posting invoices of 5 lines, with and without crm_loyalty_scoring: 100 at once, one
after the other, and 100 that no rule is about.

Our side has an active program and a purchase rule for each product, so that every line
earns points, and the addons of the calendar, which install themselves along: the other
side is Odoo alone. Both post the same drafts, written by an earlier transaction, beside
2000 invoices of the past. What is limited is the processor time of Python and
PostgreSQL, because the clock on the wall tells more of the machine's other work than of
ours. Source of the limits: section 7 of the loyalty design.
"""

from functools import partial

from _documents import copy_posted, drafts, prepare_company, program

from odoo import Command

MODULES = ["crm_loyalty_scoring"]
TOPIC = "loyalty"
ROUNDS = 11
INVOICES, SINGLES, LINES, PAST = 100, 20, 5, 2000
LIMITS = {
    "batch.cpu": 1.03,
    "batch.extra_queries": 12,
    "one.cpu": 1.05,
    "one.extra_queries": 240,  # 12 for each of the 20
    "no_rule.cpu": 1.01,
    "no_rule.extra_queries": 1,
}


def prepare(env, ours):
    prepare_company(env)
    partners = env["res.partner"].create(
        [{"name": f"Customer {number}"} for number in range(20)]
    )
    products = env["product.product"].create(
        [{"name": f"Product {number}", "lst_price": 1000} for number in range(LINES)]
    )
    if ours:
        reward(env, products)
    # Something to look at for the planner: it joins empty tables in any order.
    past = drafts(env, partners.ids, products.ids, 1)
    past.action_post()
    copy_posted(env, past, PAST, len(partners))
    # What a round posts and takes back, the next one posts again.
    drafts(env, partners.ids, products.ids, INVOICES)


def reward(env, products):
    """A rule per product in the customers' program, and a level they soon reach."""
    customers = program(env)
    customers.rule_ids = [
        Command.create({"product_id": product.id, "points": 5}) for product in products
    ]
    customers.tier_ids = [Command.create({"name": "Silver", "threshold": 100_000})]


def find(env, count):
    invoices = env["account.move"].search(
        [("state", "=", "draft")], limit=count, order="id"
    )
    # Made without messages for speed, but posted as people post: with tracking.
    return invoices.with_context(tracking_disable=False)


def batch(env, ours):
    return find(env, INVOICES).action_post


def one(env, ours):
    return partial(post_each, find(env, SINGLES))


def post_each(invoices):
    for invoice in invoices:
        invoice.action_post()
        invoice.env.flush_all()


def no_rule(env, ours):
    if ours:
        env["crm.loyalty.rule"].search([]).active = False
    return batch(env, ours)


CASES = {"batch": batch, "one": one, "no_rule": no_rule}
