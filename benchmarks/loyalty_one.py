"""Posting one invoice of 5 lines, each with a purchase rule, with and without
crm_loyalty_scoring. Limits: section 7 of the loyalty design."""

import posting
from posting import MODULES, prepare  # noqa: F401 what the driver asks for

ROUNDS = 11
LIMITS = {"cpu": 1.05, "extra_queries": 12}


def setup(env, ours):
    return posting.setup(env, ours, count=1)
