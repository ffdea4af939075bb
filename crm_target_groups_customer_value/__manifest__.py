{
    "name": "CRM Target Groups: Customer Value",
    "summary": "Ready smart groups of the best, the rising, the endangered and the "
    "lost customers",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["crm_customer_value", "crm_target_groups"],
    "data": ["data/crm_target_group_template_data.xml"],
    "auto_install": True,
}
