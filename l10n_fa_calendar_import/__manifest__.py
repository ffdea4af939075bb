{
    "name": "Jalali Calendar: Import",
    "summary": "Files with Jalali dates, in Persian, Arabic or Latin digits",
    "version": "19.0.1.0.0",
    "category": "Localization",
    "license": "LGPL-3",
    "author": "Persian CRM Suite",
    "depends": ["base_import", "l10n_fa_calendar"],
    "auto_install": True,
}
