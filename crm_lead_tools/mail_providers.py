"""Providers of mailboxes that Odoo takes for companies."""

from odoo.tools import SQL

PROVIDERS = tuple(
    f"@{domain}"
    for domain in (
        *("chmail.ir", "mihanmail.ir", "vatanmail.ir", "mailfa.com", "iran.ir"),
        *("post.ir", "rayana.ir", "parsmail.com", "asia.com", "noavar.com"),
    )
)


def correct_leads(cr):
    """Leads that were stored with the domain of a provider as that of their company."""
    # SQL: one statement for any number of leads; nothing depends on the column
    cr.execute(
        SQL(
            "UPDATE crm_lead SET email_domain_criterion = email_normalized"
            " WHERE email_domain_criterion IN %s",
            PROVIDERS,
        )
    )
