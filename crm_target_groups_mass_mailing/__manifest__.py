{
    "name": "CRM Target Groups: Email Marketing",
    "summary": "Mailing lists as a source of the people of target groups",
    "version": "19.0.1.0.0",
    "category": "Marketing/Email Marketing",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["crm_target_groups", "mass_mailing"],
    "data": ["views/mailing_contact_views.xml"],
    "auto_install": True,
}
