{
    "name": "Jalali Calendar: Working Times",
    "summary": "The working weeks of Iran, and its official holidays of the solar year",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["l10n_fa_calendar", "resource"],
    "data": [
        "data/resource_calendar_data.xml",
        "data/ir_cron_data.xml",
        "views/resource_calendar_views.xml",
    ],
    "auto_install": True,
}
