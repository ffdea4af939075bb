{
    "name": "Jalali Calendar: Spreadsheets",
    "summary": "Dashboards and spreadsheets in the Jalali calendar: filters, charts, "
    "pivots and dates",
    "version": "19.0.1.1.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["l10n_fa_calendar", "spreadsheet"],
    "assets": {
        "spreadsheet.o_spreadsheet": [
            # Ahead of every importer: see l10n_fa_calendar's core/l10n/dates_patch.js.
            (
                "before",
                "spreadsheet/static/src/o_spreadsheet/o_spreadsheet.js",
                "l10n_fa_calendar_spreadsheet/static/src/global_filters/*.js",
            ),
            "l10n_fa_calendar_spreadsheet/static/src/**/*",
            # Charts are graphs, which this bundle brings along.
            "l10n_fa_calendar/static/src/views/graph/graph_model_patch.js",
        ],
        "web.assets_unit_tests": ["l10n_fa_calendar_spreadsheet/static/tests/**/*"],
    },
    "auto_install": True,
}
