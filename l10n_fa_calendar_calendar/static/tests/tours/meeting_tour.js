import { registry } from "@web/core/registry";

const TITLE = ".o_calendar_header h5";
const MEETING = ".o_event:contains(جلسهٔ فروش)";

function switchTo(scale) {
    return [
        { trigger: ".scale_button_selection", run: "click" },
        { trigger: `.o_scale_button_${scale}`, run: "click" },
    ];
}

/** Opened on Azar 1405. */
registry.category("web_tour.tours").add("l10n_fa_calendar_meeting", {
    steps: () => [
        ...switchTo("month"),
        { content: "the month is Azar", trigger: `${TITLE}:contains(آذر ۱۴۰۵)` },
        { trigger: ".o-calendar-button-new", run: "click" },
        { trigger: ".o_field_widget[name=name] :is(input, textarea)", run: "edit جلسهٔ فروش" },
        { trigger: ".o_field_widget[name=start] button[data-field=start]", run: "click" },
        {
            content: "the start is typed",
            trigger: ".o_field_widget[name=start] input[data-field=start]",
            run: "edit ۱۴۰۵/۰۹/۱۰ ۱۰:۰۰ && press Enter",
        },
        {
            content: "and another day is picked",
            trigger: ".o_field_widget[name=start] button[data-field=start]:contains(۱۰ آذر)",
            run: "click",
        },
        { trigger: ".o_datetime_picker_header:contains(آذر ۱۴۰۵)" },
        {
            trigger: ".o_date_item_cell:not(.o_out_of_range):contains(/^۱۲$/)",
            run: "click",
        },
        { trigger: ".o_field_widget[name=start] button[data-field=start]:contains(۱۲ آذر)" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        { trigger: ".o_back_button", run: "click" },
        {
            content: "the month has it on its 12th day",
            trigger: `.fc-daygrid-day[data-date='2026-12-03'] ${MEETING}`,
        },
        {
            trigger: ".fc-daygrid-day[data-date='2026-12-03'] .fc-daygrid-day-number",
            run({ anchor }) {
                if (anchor.textContent.trim() !== "۱۲") {
                    throw new Error(`The day is ${anchor.textContent}`);
                }
            },
        },
        ...switchTo("year"),
        { trigger: `${TITLE}:contains(۱۴۰۵)` },
        {
            content: "the year marks its day",
            trigger: ".fc-day[data-date='2026-12-03'] .fc-bg-event",
        },
        {
            content: "the small calendar leads to the day",
            trigger: ".o_calendar_sidebar .o_date_item_cell:not(.o_out_of_range):contains(/^۱۲$/)",
            run: "click",
        },
        ...switchTo("day"),
        { trigger: `${TITLE}:contains(۱۲ آذر ۱۴۰۵)` },
        { content: "the day has it", trigger: `.fc-timegrid-event${MEETING}` },
        ...switchTo("week"),
        { trigger: `${TITLE}:contains(آذر ۱۴۰۵)` },
        {
            content: "the week has it on its sixth day",
            trigger: `.fc-timegrid-col:nth-child(7)[data-date='2026-12-03'] ${MEETING}`,
        },
        { trigger: ".o_switch_view.o_list", run: "click" },
        {
            content: "the list has it",
            trigger: ".o_data_row:contains(جلسهٔ فروش) .o_data_cell[name=start]:contains(۱۲ آذر)",
        },
    ],
});
