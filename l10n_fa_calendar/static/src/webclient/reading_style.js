import { registry } from "@web/core/registry";
import { usesPersianDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { readsPersian } from "@l10n_fa_calendar/core/l10n/jalali_names";

/** Tells the style sheet (reading_style.scss) which script and digits the user reads. */
const readingStyleService = {
    dependencies: ["localization"],
    start() {
        const { classList } = document.documentElement;
        classList.toggle("o_l10n_fa_calendar_persian", readsPersian());
        classList.toggle("o_l10n_fa_calendar_persian_digits", usesPersianDigits());
    },
};

registry.category("services").add("l10n_fa_calendar.reading_style", readingStyleService);
