"""Posting 100 invoices that no rule is about, with and without crm_loyalty_scoring.
Limits: section 7 of the loyalty design."""

import posting
from posting import MODULES, setup  # noqa: F401 what the driver asks for

ROUNDS = 5
LIMITS = {"cpu": 1.01, "extra_queries": 1}


def prepare(env, ours):
    posting.prepare(env, False)
