{
    "name": "Jalali Calendar: CRM",
    "summary": "The sales forecast runs by Jalali months, seasons and years",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["crm", "l10n_fa_calendar"],
    "assets": {
        "web.assets_backend": ["l10n_fa_calendar_crm/static/src/**/*"],
        "web.assets_unit_tests": ["l10n_fa_calendar_crm/static/tests/**/*.test.js"],
        "web.assets_tests": ["l10n_fa_calendar_crm/static/tests/tours/*.js"],
    },
    "auto_install": True,
}
