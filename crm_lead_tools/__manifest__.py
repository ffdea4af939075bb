{
    "name": "CRM Lead Tools",
    "summary": "Import leads from an Excel workbook that is checked row by row first, "
    "with a template and a workbook of the faulty rows",
    "version": "19.0.1.2.0",
    "category": "Sales/CRM",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["crm"],
    "external_dependencies": {"python": ["openpyxl", "xlrd", "xlsxwriter"]},
    "data": [
        "security/crm_lead_tools_security.xml",
        "security/ir.model.access.csv",
        "data/crm_lead_import_data.xml",
        "views/crm_lead_export_views.xml",
        "views/crm_lead_import_row_views.xml",
        "views/crm_lead_import_views.xml",
        "views/crm_lead_views.xml",
        "views/crm_lead_tools_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["crm_lead_tools/static/src/**/*"],
        "web.assets_tests": ["crm_lead_tools/static/tests/tours/*.js"],
        "web.assets_unit_tests": ["crm_lead_tools/static/tests/**/*.test.js"],
    },
    "post_init_hook": "post_init_hook",
}
