"""More of the state machine than `./test` runs, other examples each time."""

TEST = ("crm_loyalty_scoring", "TestEngine")
VARIABLE = "LOYALTY_FUZZ_EXAMPLES"
EXAMPLES = 2000
