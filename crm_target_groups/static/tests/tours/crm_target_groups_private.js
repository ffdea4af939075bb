import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("crm_target_groups_private", {
    url: "/odoo/action-crm_target_groups.crm_target_group_action",
    steps: () => [
        {
            content: "Open the group",
            trigger: ".o_data_row td[name=complete_name]:contains(Tour Exhibition)",
            run: "click",
        },
        {
            content: "Make it private",
            trigger: ".o_form_view button[name=action_make_private]",
            run: "click",
        },
        { trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "It wears a lock", trigger: ".o_form_view .oe_title .fa-lock" },
        {
            content: "Make it public again",
            trigger: ".o_form_view button[name=action_make_public]",
            run: "click",
        },
        { trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { trigger: ".o_form_view .oe_title:not(:has(.fa-lock))" },
        {
            content: "Delete it: the dialog counts what goes",
            trigger: ".o_cp_action_menus .dropdown-toggle",
            run: "click",
        },
        { trigger: ".o-dropdown-item:contains(/^(Delete|حذف)$/)", run: "click" },
        // In Persian the calendar addon, where it is installed, writes Persian digits.
        { trigger: ".modal .o_field_widget[name=subgroup_count]:contains(/^[1۱]$/)" },
        { trigger: ".modal .o_field_widget[name=member_count]:contains(/^[2۲]$/)" },
        { trigger: ".modal button[name=action_delete]", run: "click" },
        { trigger: ".o_notification" },
        { trigger: ".o_list_view:not(:has(.o_data_row:contains(Tour Exhibition)))" },
    ],
});
