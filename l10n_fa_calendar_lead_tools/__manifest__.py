{
    "name": "Jalali Calendar: Lead Tools",
    "summary": "Workbooks of leads with Jalali dates, on the way in and on the way out",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["crm_lead_tools", "l10n_fa_calendar"],
    "auto_install": True,
}
