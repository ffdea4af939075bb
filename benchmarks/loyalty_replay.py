"""Reckoning the points of 200,000 invoices anew from the documents, as the nightly
audit does, and comparing them with what was given. Limit: section 7 of the loyalty
design."""

import loyalty_reconcile
from _earning import RAW_EARN

MODULES = ["crm_loyalty_scoring"]
SAME_DATABASE = True
ROUNDS = 3
LIMITS = {"seconds": 10}
INVOICES, CONTACTS = 200_000, 20_000


def prepare(env, ours):
    loyalty_reconcile.prepare(env, ours, INVOICES, CONTACTS)
    env.execute_query(RAW_EARN)


def setup(env, ours):
    if not ours:
        return lambda: None
    return find_nothing(env["crm.loyalty.audit"])


def find_nothing(audit):
    def work():
        assert not audit._find_families(), "the points differ from the documents"

    return work
