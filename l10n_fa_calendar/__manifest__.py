{
    "name": "Jalali Calendar",
    "summary": "People who work in Persian see, type and pick Jalali dates; "
    "the database stays Gregorian",
    "version": "19.0.1.1.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["web"],
    "external_dependencies": {"python": ["persiantools"]},
    "data": [
        "views/ir_sequence_views.xml",
        "views/report_templates.xml",
        "views/res_users_views.xml",
    ],
    "assets": {
        "web._assets_core": [
            # Ahead of every module of web: see core/l10n/dates_patch.js.
            (
                "before",
                "web/static/src/env.js",
                "l10n_fa_calendar/static/src/core/l10n/*.js",
            ),
            (
                "before",
                "web/static/src/env.js",
                "l10n_fa_calendar/static/src/core/tree_editor/*.js",
            ),
            "l10n_fa_calendar/static/src/core/**/*",
        ],
        "web.assets_backend": [
            # The same, for what only the backend has.
            (
                "before",
                "web/static/src/env.js",
                "l10n_fa_calendar/static/src/views/numbers/*.js",
            ),
            "l10n_fa_calendar/static/src/model/**/*",
            "l10n_fa_calendar/static/src/search/**/*",
            "l10n_fa_calendar/static/src/views/**/*",
            "l10n_fa_calendar/static/src/webclient/**/*",
            ("remove", "l10n_fa_calendar/static/src/views/graph/**/*"),
            ("remove", "l10n_fa_calendar/static/src/views/pivot/**/*"),
        ],
        "web.assets_backend_lazy": [
            "l10n_fa_calendar/static/src/views/graph/**/*",
            "l10n_fa_calendar/static/src/views/pivot/**/*",
        ],
        "web.report_assets_common": ["l10n_fa_calendar/static/src/reports/*.scss"],
        "web.assets_unit_tests": [
            "l10n_fa_calendar/static/tests/**/*.test.js",
            "l10n_fa_calendar/static/tests/jalali_test_helpers.js",
        ],
        "web.assets_tests": ["l10n_fa_calendar/static/tests/tours/*.js"],
    },
    "uninstall_hook": "uninstall_hook",
}
