{
    "name": "CRM Customer Value",
    "summary": "How recently, how often and for how much each customer buys, the "
    "segment that follows, and what the customer is worth in the years to come",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["account", "crm"],
    "data": [
        "security/ir.model.access.csv",
        "security/crm_customer_value_security.xml",
        "data/ir_cron_data.xml",
        "views/crm_customer_value_views.xml",
        "views/crm_customer_value_menus.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "assets": {
        "web.assets_tests": ["crm_customer_value/static/tests/tours/*.js"],
    },
    "post_init_hook": "post_init_hook",
}
