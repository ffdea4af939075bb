import { registry } from "@web/core/registry";
import { inputFiles } from "@web/../tests/utils";

const WORKBOOK = "typed_in_calc.xlsx";

// Nothing here depends on the language of the user.
registry.category("web_tour.tours").add("crm_lead_tools_import", {
    url: "/odoo/action-crm_lead_tools.crm_lead_import_action",
    steps: () => [
        {
            content: "The empty list explains the three steps and offers the template",
            trigger: ".o_nocontent_help a[href='/crm_lead_tools/template.xlsx']",
        },
        {
            content: "Start an import",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "The template can be had before anything is saved",
            trigger: ".o_form_view a[href='/crm_lead_tools/template.xlsx']",
        },
        {
            content: "Upload the workbook",
            trigger: ".o_field_widget[name=file]",
            async run() {
                const response = await fetch("/web/content/crm_lead_tools.tour_workbook");
                const file = new File([await response.blob()], WORKBOOK);
                await inputFiles(".o_field_widget[name=file] input[type=file]", [file]);
            },
        },
        {
            content: "Check it",
            trigger: "button[name=action_check]",
            run: "click",
        },
        {
            content: "The row with a Jalali date is refused, with the reason",
            trigger: "[name=error_row_ids] .o_data_row:contains('1405/05/12')",
        },
        {
            content: "The column that is not known is reported",
            trigger: "[name=ignored_headers]:contains('رنگ')",
        },
        {
            content: "The error workbook is offered",
            trigger: "button[name=action_download_errors]",
        },
        {
            content: "Import what is ready",
            trigger: "button[name=action_import]",
            run: "click",
        },
        {
            content: "Nothing is written before this",
            trigger: ".modal footer .btn-primary",
            run: "click",
        },
        {
            content: "Go to the leads",
            trigger: ".oe_stat_button:has([name=imported_count])",
            run: "click",
        },
        {
            content: "They are there",
            trigger: ".o_list_view .o_data_row:contains('خرید انبار')",
        },
    ],
});
