{
    "name": "Jalali Calendar: Accounting",
    "summary": "Documents numbered by the Jalali year and month, and fiscal years that "
    "end with Esfand",
    "version": "19.0.1.1.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["account", "l10n_fa_calendar"],
    "data": [
        "views/account_journal_views.xml",
        "views/account_financial_year_op_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "auto_install": True,
}
