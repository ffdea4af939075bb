import { registry } from "@web/core/registry";

// Played in English and in Persian: steps name what they click in both, where no
// attribute tells it.
const ADD_TO_GROUP = "/^(Add to Target Group|افزودن به گروه هدف)$/";
const GROUPS_FACET = "/Target Groups|گروه‌های هدف/";

const ONLY_GUESTS = {
    content: "The search has left the others out",
    trigger:
        ".o_list_view:has(.o_data_row:contains(Tour Guest 1))" +
        ":not(:has(.o_data_row:not(:contains(Tour Guest))))",
};

const newGroup = (name) => [
    {
        content: `Ask for the new group ${name}`,
        trigger: ".o_control_panel .o_target_group_new",
        run: "click",
    },
    {
        content: "Name it",
        trigger: ".modal .o_field_widget[name=name] input",
        run: `edit ${name}`,
    },
];

const createGroup = (name) => [
    {
        content: "Create it",
        trigger: ".modal button[name=action_open_members]",
        run: "click",
    },
    {
        content: "The window opens at the new, empty group",
        trigger: `.o_search_panel header.active:contains(${name})`,
    },
    { trigger: ".o_nocontent_help" },
];

const openMenu = (xmlid) => ({
    content: `Open the menu ${xmlid}`,
    trigger: `[data-menu-xmlid="${xmlid}"]`,
    run: "click",
});

const openContacts = () => [
    openMenu("contacts.res_partner_menu_contacts"),
    {
        content: "Contacts, unlike members, have more than one view",
        trigger: ".o_control_panel .o_switch_view.o_list.active",
    },
];

registry.category("web_tour.tours").add("crm_target_groups_add", {
    url: "/odoo/action-contacts.action_contacts",
    steps: () => [
        openMenu("crm_target_groups.crm_target_group_contacts_menu"),
        ...newGroup("Tour Exhibition"),
        ...createGroup("Tour Exhibition"),

        ...newGroup("Tour VIP"),
        {
            content: "Below the first one",
            trigger: ".modal .o_field_widget[name=parent_id] input",
            run: "edit Tour Exh",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Tour Exhibition)",
            run: "click",
        },
        {
            content: "For me alone",
            trigger: ".modal .o_field_widget[name=is_private] input",
            run: "check",
        },
        ...createGroup("Tour VIP"),

        ...openContacts(),
        {
            content: "Look for the guests",
            trigger: ".o_searchview_input",
            run: "edit Tour Guest",
        },
        { trigger: ".o_searchview_input", run: "press Enter" },
        { trigger: ".o_searchview_facet:contains(Tour Guest)" },
        ONLY_GUESTS,
        {
            content: "Tick them all",
            trigger: ".o_list_view thead .o_list_record_selector input",
            run: "click",
        },
        {
            trigger: ".o_cp_action_menus button",
            run: "click",
        },
        {
            content: "Add them to a group",
            trigger: `.o-dropdown-item:contains(${ADD_TO_GROUP})`,
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=group_id] input",
            run: "edit Tour VIP",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Tour VIP)",
            run: "click",
        },
        {
            trigger: ".modal button[name=action_add]",
            run: "click",
        },
        {
            content: "The message says where to",
            trigger: ".o_notification:contains(Tour Exhibition / Tour VIP)",
        },
        { trigger: "body:not(:has(.modal))" },

        openMenu("crm_target_groups.crm_target_group_contacts_menu"),
        {
            content: "The root of the tree counts its subgroup",
            trigger: ".o_search_panel header:contains(Tour Exhibition):has(small:contains(/^[2۲]$/))",
            run: "click",
        },
        {
            content: "The guests are in",
            trigger: ".o_data_row:contains(Tour Guest 1)",
        },
        { trigger: ".o_data_row:contains(Tour Guest 2)" },

        ...openContacts(),
        {
            content: "Find them by their group",
            trigger: ".o_searchview_input",
            run: "edit Tour Exh",
        },
        {
            trigger: `.o_searchview_autocomplete .o-dropdown-item:contains(${GROUPS_FACET})`,
            run: "click",
        },
        { trigger: ".o_searchview_facet:contains(Tour Exh)" },
        ONLY_GUESTS,
    ],
});
