def post_init_hook(env):
    """The customers of before the addon are valued at once, not at night."""
    env["crm.customer.value"]._refresh(env["res.company"].search([]))
