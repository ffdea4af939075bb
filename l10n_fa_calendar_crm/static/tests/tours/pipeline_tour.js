import { formatJalaliPeriod } from "@l10n_fa_calendar/core/l10n/jalali_format";
import { registry } from "@web/core/registry";

const { DateTime } = luxon;

/** A month, of the four deals of test_tours.py: one before it, two in it, one after it. */
const month = () => formatJalaliPeriod(DateTime.local(), "month");
const checkRows = (count) => ({
    content: `${count} deals of the month`,
    trigger: ".o_list_view",
    run() {
        const shown = document.querySelectorAll(".o_data_row").length;
        if (shown !== count) {
            throw new Error(`${shown} deals instead of ${count}`);
        }
    },
});
const view = (type) => ({ trigger: `.o_switch_view.o_${type}`, run: "click" });

registry.category("web_tour.tours").add("l10n_fa_calendar_crm_pipeline", {
    steps: () => [
        {
            content: "the list is grouped by Jalali months",
            trigger: `.o_group_name:contains(${month()})`,
            run: "click",
        },
        { trigger: ".o_data_row:contains(last of the month)" },
        checkRows(2),
        view("kanban"),
        {
            content: "so are the columns of the board, each with its progress bar",
            trigger: `.o_kanban_group:has(.o_column_title:contains(${month()})) .progress-bar`,
        },
        { trigger: `.o_kanban_group:has(.o_column_title:contains(${month()})) .o_kanban_record` },
        view("pivot"),
        { trigger: `.o_pivot th:contains(${month()})` },
        {
            content: "a cell of the pivot opens the deals of its month",
            trigger: `.o_pivot tr:has(th:contains(${month()})) .o_pivot_cell_value`,
            run: "click",
        },
        { trigger: ".o_data_row:contains(first of the month)" },
        checkRows(2),
        { trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        view("graph"),
        { trigger: ".o_graph_canvas_container canvas" },
        view("list"),
        { trigger: ".o_searchview_dropdown_toggler", run: "click" },
        { trigger: ".o_filter_menu .o_accordion_toggle:contains(Deadline)", run: "click" },
        {
            content: "this month, by its Jalali name",
            trigger: `.o_filter_menu .o_item_option:contains(/^${month().split(" ")[0]}$/)`,
            run: "click",
        },
        { trigger: `.o_searchview_facet:contains(Deadline: ${month()})` },
        { trigger: ".o_list_view:not(:has(.o_group_header:nth-child(2)))" },
        { trigger: `.o_group_name:contains(${month()})` },
    ],
});
