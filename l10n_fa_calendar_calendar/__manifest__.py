{
    "name": "Jalali Calendar: Meetings",
    "summary": "Meetings that repeat on a day of the Jalali month or year",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["calendar", "l10n_fa_calendar"],
    "data": ["views/calendar_event_views.xml"],
    "assets": {
        "web.assets_tests": ["l10n_fa_calendar_calendar/static/tests/tours/*.js"],
    },
    "auto_install": True,
}
