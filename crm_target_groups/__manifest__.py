{
    "name": "CRM Target Groups",
    "summary": "A tree of favourite groups of contacts and leads, private or public, "
    "filled from any list and usable in every search",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["crm", "contacts"],
    "data": [
        "security/crm_target_groups_security.xml",
        "security/ir.model.access.csv",
        "wizards/crm_target_group_add_views.xml",
        "wizards/crm_target_group_delete_views.xml",
        "views/crm_target_group_views.xml",
        "views/crm_target_group_member_views.xml",
        "views/res_partner_views.xml",
        "views/crm_lead_views.xml",
        "views/res_config_settings_views.xml",
        "views/crm_target_groups_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["crm_target_groups/static/src/**/*"],
        "web.assets_unit_tests": ["crm_target_groups/static/tests/**/*.test.js"],
        "web.assets_tests": ["crm_target_groups/static/tests/tours/*.js"],
    },
}
