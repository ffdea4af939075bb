import { registry } from "@web/core/registry";

// Nothing here depends on the language of the user. Starts in the form of a lead that has
// a similar one.
registry.category("web_tour.tours").add("crm_lead_tools_review", {
    steps: () => [
        {
            content: "The form warns and says why",
            trigger: ".alert-warning .o_field_widget[name=similar_hint] a",
        },
        {
            content: "The button opens the review",
            trigger: "button[name=action_show_potential_duplicates]",
            run: "click",
        },
        {
            content: "Keep the other one",
            trigger: ".o_review_table thead th:nth-child(3) .o_review_keep",
            run: "click",
        },
        {
            content: "Its own values are chosen",
            trigger: "tr[data-field=name] td:nth-child(3).table-success",
        },
        {
            content: "but for the name of the first",
            trigger: "tr[data-field=name] td:nth-child(2).o_review_choice",
            run: "click",
        },
        {
            content: "What moves is listed",
            trigger: ".o_review_move td:contains(/^[1۱]$/)",
        },
        {
            content: "Merge",
            trigger: ".o_review_merge:enabled",
            run: "click",
        },
        {
            content: "What is left bears the chosen name and says that it was merged",
            trigger: ".o_form_view button[name=action_show_merges]:contains(/[1۱]/)",
        },
        {
            trigger: ".o_field_widget[name=name] textarea:value(Head)",
        },
        {
            content: "Undo from the notification",
            trigger: ".o_notification_buttons button",
            run: "click",
        },
        {
            content: "Both are there again",
            trigger: ".o_list_view .o_data_row:nth-child(2)",
        },
        {
            content: "Review them once more, from the list",
            trigger: ".o_list_view thead .o_list_record_selector input",
            run: "click",
        },
        {
            trigger: ".o_control_panel .o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {
            trigger: ".o-dropdown--menu .o_menu_item:contains(/Review and Merge|بررسی و ادغام/)",
            run: "click",
        },
        {
            content: "and say that they are different",
            trigger: ".o_review_different:enabled",
            run: "click",
        },
        {
            content: "The list comes back",
            trigger: ".o_list_view .o_data_row:nth-child(2)",
        },
    ],
});
