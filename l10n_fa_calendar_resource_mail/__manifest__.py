{
    "name": "Jalali Calendar: Deadlines on Working Days",
    "summary": "Deadlines of activities that skip weekends and holidays, by type",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["l10n_fa_calendar_resource", "mail"],
    "data": ["views/mail_activity_type_views.xml"],
    "auto_install": True,
}
