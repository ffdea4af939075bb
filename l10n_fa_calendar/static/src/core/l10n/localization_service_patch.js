/**
 * Patches web/static/src/core/l10n/localization_service.js: Persian is written in the Persian
 * calendar by the browser, so the names of its months would stand beside luxon's Gregorian
 * years ("آذر 2026"). Where dates are not Jalali they are Gregorian through and through.
 */
import { localizationService } from "@web/core/l10n/localization_service";
import { patch } from "@web/core/utils/patch";

const { Settings } = luxon;

patch(localizationService, {
    async start() {
        const localization = await super.start(...arguments);
        const { calendar } = new Intl.DateTimeFormat(Settings.defaultLocale).resolvedOptions();
        if (calendar === "persian") {
            Settings.defaultOutputCalendar = "gregory";
        }
        return localization;
    },
});
