import { registry } from "@web/core/registry";

/** Types a date in a form, picks another of its month, saves, and finds it in the list. */
function dateSteps({ typed, shown, month, picked, saved }) {
    return [
        { trigger: ".o_list_button_add", run: "click" },
        { trigger: ".o_field_widget[name=name] button", run: "click" },
        { trigger: ".o_field_widget[name=name] input", run: `edit ${typed} && press Enter` },
        {
            content: "the typed date is understood",
            trigger: `.o_field_widget[name=name] button:contains(${shown})`,
            run: "click",
        },
        { trigger: `.o_datetime_picker_header:contains(${month})` },
        {
            trigger: `.o_date_item_cell:not(.o_out_of_range):contains(/^${picked}$/)`,
            run: "click",
        },
        { trigger: `.o_field_widget[name=name] button:contains(${saved})` },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        { trigger: ".o_back_button", run: "click" },
        {
            content: "the list shows the date as the form did",
            trigger: `.o_data_row .o_data_cell[name=name]:contains(${saved})`,
        },
    ];
}

registry.category("web_tour.tours").add("l10n_fa_calendar_date_persian", {
    steps: () =>
        dateSteps({
            typed: "۱۴۰۵/۰۹/۰۱",
            shown: "۱ آذر",
            month: "آذر ۱۴۰۵",
            picked: "۵",
            saved: "۵ آذر",
        }),
});

registry.category("web_tour.tours").add("l10n_fa_calendar_date_english", {
    steps: () =>
        dateSteps({
            typed: "11/22/2026",
            shown: "Nov 22",
            month: "November 2026",
            picked: "26",
            saved: "Nov 26",
        }),
});
