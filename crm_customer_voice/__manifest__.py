{
    "name": "CRM Customer Voice",
    "summary": "Market complaints with their pain points, and what is special about "
    "each customer",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["crm", "product"],
    "data": [
        "security/crm_customer_voice_security.xml",
        "security/ir.model.access.csv",
        "data/crm_complaint_stage_data.xml",
        "data/crm_complaint_category_data.xml",
        "data/crm_customer_trait_data.xml",
        "views/crm_complaint_views.xml",
        "views/crm_complaint_category_views.xml",
        "views/crm_complaint_stage_views.xml",
        "views/crm_customer_trait_views.xml",
        "views/res_partner_views.xml",
        "views/crm_customer_voice_menus.xml",
    ],
    "assets": {
        "web.assets_tests": ["crm_customer_voice/static/tests/tours/*.js"],
    },
}
