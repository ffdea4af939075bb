{
    "name": "CRM Suite Demo Company",
    "summary": "An Iranian trading company with two years of life: contacts, leads, "
    "products and invoices in Persian",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": [
        "crm_customer_value",
        "crm_customer_voice",
        "crm_lead_tools",
        "crm_loyalty_scoring",
        "crm_target_groups",
        "l10n_fa_calendar",
        "l10n_fa_calendar_account",
        "mass_mailing_crm",
        "sale_crm",
        "sale_management",
    ],
    "external_dependencies": {"python": ["Faker"]},
    "post_init_hook": "post_init_hook",
}
