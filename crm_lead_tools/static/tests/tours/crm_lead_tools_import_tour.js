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
            content: "Go to the rows with errors",
            trigger: ".o_notebook a[name=errors]",
            run: "click",
        },
        {
            content: "The row with a province that does not exist is refused, with the reason",
            trigger: "[name=error_row_ids] .o_data_row:contains('فلاتستان')",
        },
        {
            content: "The column that is not known is reported",
            trigger: "[name=ignored_headers]:contains('رنگ')",
        },
        {
            content: "Each column is shown with what it is taken for, and why",
            trigger: ".o_notebook a[name=columns]",
            run: "click",
        },
        {
            content: "With its first cells",
            trigger: "[name=column_ids] .o_data_row:contains('خرید انبار')",
        },
        {
            content: "The result workbook is offered",
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
            content: "They are there; all of them go out again",
            trigger: ".o_list_view .o_data_row:contains('خرید انبار')",
        },
        {
            content: "Open the menu of the list",
            trigger: ".o_cp_action_menus .dropdown-toggle",
            run: "click",
        },
        {
            content: "Export to Excel",
            trigger: ".o_crm_lead_tools_export",
            run: "click",
        },
        {
            content: "The export says how many",
            trigger: ".modal [name=lead_count]:contains(/^[2۲]$/)",
        },
        {
            content: "A sheet for each stage",
            trigger: ".modal [name=by_stage] input",
            run: "click",
        },
        {
            content: "Download",
            trigger: ".modal button[name=action_download]",
            run: "click",
        },
        {
            content: "The window closes, and the leads are still there",
            trigger: "body:not(:has(.modal)) .o_list_view .o_data_row:contains('خرید انبار')",
        },
        {
            content: "Back to the import",
            trigger: ".o_back_button",
            run: "click",
        },
        {
            content: "Undo it",
            trigger: "button[name=action_undo]",
            run: "click",
        },
        {
            content: "After a question",
            trigger: ".modal footer .btn-primary",
            run: "click",
        },
        {
            content: "Nothing of it is left",
            trigger: ".o_statusbar_status [data-value=undone].o_arrow_button_current",
        },
    ],
});
