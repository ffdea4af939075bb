import { registry } from "@web/core/registry";

/**
 * Starts on a draft invoice over 20 pens (100 points, which is the level) for a contact
 * whose salesperson is the user. No step looks at words, so it plays in any language.
 */
registry.category("web_tour.tours").add("crm_loyalty_scoring_main", {
    steps: () => [
        {
            content: "Post the invoice",
            trigger: ".o_form_view button[name=action_post]",
            run: "click",
        },
        {
            content: "The invoice shows its points",
            trigger:
                "button[name=action_view_loyalty_entries] [name=loyalty_points]:contains(/100|۱۰۰/)",
        },
        {
            content: "Open the ledger entries of the invoice",
            trigger: "button[name=action_view_loyalty_entries]",
            run: "click",
        },
        {
            content: "One entry; open it",
            trigger: ".o_list_view .o_data_row:only-of-type [name=kind]",
            run: "click",
        },
        {
            content: "From the entry to the account",
            trigger: ".o_field_widget[name=account_id] a",
            run: "click",
        },
        {
            content: "From the account to the contact",
            trigger: ".o_field_widget[name=partner_id] a",
            run: "click",
        },
        {
            content: "The contact shows points and level",
            trigger: "button[name=action_view_loyalty_accounts] [name=loyalty_tier_names]",
        },
        {
            content: "Open the inbox",
            trigger: ".o_menu_systray .o-mail-ActivityMenu-counter:contains(/1|۱/)",
            run: "click",
        },
        {
            content: "The form is among the activities",
            trigger: ".o-mail-ActivityMenu .o-mail-ActivityGroup",
            run: "click",
        },
        {
            content: "Open the form",
            trigger: ".o_list_view .o_data_row .o_data_cell[name=partner_id]",
            run: "click",
        },
        {
            content: "The reward was handed over",
            trigger: ".o_statusbar_status button[data-value=done]",
            run: "click",
        },
        {
            content: "The form is done",
            trigger:
                ".o_form_saved .o_statusbar_status button[data-value=done].o_arrow_button_current",
        },
    ],
});
