"""Giving the points of 10,000 posted invoices at once, against raw SQL that knows the
result. Limit: section 7 of the loyalty design."""

import _documents
from _earning import RAW_EARN

MODULES = ["crm_loyalty_scoring"]
SAME_DATABASE = True
ROUNDS = 3
LIMITS = {"cpu": 2.0}
INVOICES, CONTACTS = 10_000, 2_000


def prepare(env, ours, invoices=INVOICES, contacts=CONTACTS):
    _documents.prepare_company(env)
    product = env["product.product"].create({"name": "Bench", "lst_price": 1000})
    env["crm.loyalty.rule"].create(
        {
            "program_id": _documents.program(env).id,
            "product_id": product.id,
            "points": 5,
        }
    )
    partner = env["res.partner"].create(
        {"name": "Template", "loyalty_profile_type_ids": False}
    )
    move = _documents.drafts(env, partner.ids, product.ids, 1)
    move.action_post()
    _documents.copy_posted(env, move, invoices, contacts)


def setup(env, ours):
    moves = _documents.posted_copies(env)
    if not ours:
        return lambda: env.execute_query(RAW_EARN)
    holders = {move.id: move.partner_id.id for move in moves}
    return lambda: env["crm.loyalty.source"]._reconcile(moves.ids, holders)
