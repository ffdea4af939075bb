{
    "name": "Jalali Calendar: Discuss",
    "summary": "Jalali dates where messages are quoted and files are listed by month",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["l10n_fa_calendar", "mail"],
    "assets": {
        "web.assets_backend": ["l10n_fa_calendar_mail/static/src/**/*"],
        "web.assets_unit_tests": ["l10n_fa_calendar_mail/static/tests/**/*.test.js"],
    },
    "auto_install": True,
}
