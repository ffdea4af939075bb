{
    "name": "Jalali Calendar: Spreadsheets",
    "summary": "Spreadsheets and dashboards stay Gregorian, and right, for all",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["l10n_fa_calendar", "spreadsheet"],
    "assets": {
        "spreadsheet.o_spreadsheet": ["l10n_fa_calendar_spreadsheet/static/src/**/*"],
        "web.assets_unit_tests": ["l10n_fa_calendar_spreadsheet/static/tests/**/*"],
    },
    "auto_install": True,
}
