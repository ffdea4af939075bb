"""Posting 100 invoices of 5 lines, each with a purchase rule, with and without
crm_loyalty_scoring. Limits: section 7 of the loyalty design."""

from posting import MODULES, prepare, setup  # noqa: F401 what the driver asks for

ROUNDS = 5
LIMITS = {"cpu": 1.03, "extra_queries": 12}
