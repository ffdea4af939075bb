import { registry } from "@web/core/registry";

// Played in English and in Persian: every trigger is an attribute or the tour's own name.
const header = (name) => `.o_search_panel header:contains(${name})`;
const item = (id) => `.o_target_group_menu [data-item=${id}]`;

const openMenu = (name) => [
    {
        content: `Open the menu of ${name}`,
        trigger: header(name),
        run: ({ anchor }) => anchor.querySelector(".o_target_group_menu_button").click(),
    },
    { trigger: ".o_target_group_menu" },
];

registry.category("web_tour.tours").add("crm_target_groups_window", {
    url: "/odoo/action-crm_target_groups.crm_target_group_member_action",
    steps: () => [
        {
            content: "Right click a group",
            trigger: header("Tour Exhibition"),
            run({ anchor }) {
                anchor.dispatchEvent(
                    new MouseEvent("contextmenu", { bubbles: true, cancelable: true })
                );
            },
        },
        { content: "New subgroup", trigger: item("new"), run: "click" },
        {
            content: "Name it in place",
            trigger: ".o_target_group_name",
            run: "edit Tour Press && press Enter",
        },
        { trigger: `${header("Tour Press")}.active` },
        { trigger: ".o_target_group_add_people", run: "click" },
        {
            content: "The whole advanced search is in the picker",
            trigger: ".o_target_group_picker .o_searchview_input",
            run: "edit Tour Guest",
        },
        { trigger: ".o_target_group_picker .o_searchview_input", run: "press Enter" },
        { trigger: ".o_target_group_picker .o_searchview_facet" },
        {
            trigger:
                ".o_target_group_picker:has(.o_data_row:contains(Tour Guest 1))" +
                ":not(:has(.o_data_row:not(:contains(Tour Guest))))",
        },
        {
            content: "Take them all",
            trigger: ".o_target_group_picker thead .o_list_record_selector input",
            run: "click",
        },
        { trigger: ".o_target_group_add_close:enabled", run: "click" },
        { trigger: "body:not(:has(.o_target_group_picker))" },
        { trigger: ".o_notification" },
        { trigger: ".o_data_row:contains(Tour Guest 2)" },
        { trigger: `${header("Tour Exhibition")} small:contains(2)` },
        ...openMenu("Tour Press"),
        { content: "Make it private", trigger: item("make_private"), run: "click" },
        { trigger: `${header("Tour Press")} .o_target_group_lock` },
        ...openMenu("Tour Press"),
        { content: "Take the operation back", trigger: item("undo"), run: "click" },
        { trigger: ".o_list_view:not(:has(.o_data_row))" },
        ...openMenu("Tour Press"),
        { content: "Delete it: the dialog counts", trigger: item("delete"), run: "click" },
        // In Persian the calendar addon, where it is installed, writes Persian digits.
        { trigger: ".modal .o_field_widget[name=member_count]:contains(/^[0۰]$/)" },
        { trigger: ".modal button[name=action_delete]", run: "click" },
        { trigger: ".o_search_panel:not(:has(header:contains(Tour Press)))" },
    ],
});

registry.category("web_tour.tours").add("crm_target_groups_smart", {
    url: "/odoo/action-crm_target_groups.crm_target_group_member_action",
    steps: () => [
        ...openMenu("Tour Exhibition"),
        { trigger: item("settings"), run: "click" },
        {
            content: "Make it smart",
            trigger: ".o_field_widget[name=group_type] input[data-value=smart]",
            run: "click",
        },
        { trigger: ".o_notebook .nav-link[name=rule]", run: "click" },
        {
            content: "Contacts by a rule",
            trigger: ".o_field_widget[name=partner_scope] input[data-value=all]",
            run: "click",
        },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: "button[name=action_refresh]", run: "click" },
        {
            content: "The members are those of the rule",
            trigger: ".o_field_widget[name=refresh_date]:not(:empty)",
        },
        { trigger: ".oe_stat_button[name=action_open_members]", run: "click" },
        { trigger: `${header("Tour Exhibition")} .o_target_group_smart` },
        { trigger: ".o_target_group_as_of" },
        { trigger: ".o_data_row" },
    ],
});
