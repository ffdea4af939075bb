import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

/*
 * The main job of the suite, in three parts. The test passes what it looks for in the
 * address (customer, product, quantity), so that each part plays in any language.
 */
const wanted = new URLSearchParams(browser.location.search);
const tours = registry.category("web_tour.tours");

/** Ask the test for a picture of the page. */
function picture(name) {
    return {
        content: `Picture of ${name}`,
        trigger: "body",
        async run() {
            await new Promise((resolve) => setTimeout(resolve, 700));
            console.log(`picture: ${wanted.get("prefix")}-${name}`);
            await new Promise((resolve) => setTimeout(resolve, 300));
        },
    };
}

tours.add("crm_suite_post", {
    steps: () => [
        {
            content: "A new invoice",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "For the customer",
            trigger: ".o_field_widget[name=partner_id] input",
            run: `edit ${wanted.get("customer")}`,
        },
        {
            content: "Choose the customer",
            trigger: `.o-autocomplete--dropdown-item:contains("${wanted.get("customer")}")`,
            run: "click",
        },
        {
            content: "A line",
            trigger: ".o_field_widget[name=invoice_line_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "With the product",
            trigger: ".o_selected_row .o_field_widget[name=product_id] input",
            run: `edit ${wanted.get("product")}`,
        },
        {
            content: "Choose the product",
            trigger: `.o-autocomplete--dropdown-item:contains("${wanted.get("product")}")`,
            run: "click",
        },
        {
            content: "So many of it",
            trigger: ".o_selected_row .o_field_widget[name=quantity] input",
            run: `edit ${wanted.get("quantity")}`,
        },
        {
            content: "Post it",
            trigger: "button[name=action_post]",
            run: "click",
        },
        {
            content: "The invoice shows the points it gave",
            trigger: "button[name=action_view_loyalty_entries]",
        },
        picture("invoice"),
    ],
});

tours.add("crm_suite_follow_up", {
    steps: () => [
        {
            content: "Open the inbox of activities",
            trigger: ".o_menu_systray i[aria-label=Activities], .o-mail-ActivityMenu-counter",
            run: "click",
        },
        {
            content: "The form is there",
            trigger: `.o-mail-ActivityMenu .o-mail-ActivityGroup:contains("${wanted.get("form")}")`,
        },
        picture("inbox"),
        {
            content: "Open it",
            trigger: `.o-mail-ActivityMenu .o-mail-ActivityGroup:contains("${wanted.get("form")}")`,
            run: "click",
        },
        {
            content: "The form of the customer",
            trigger: `.o_kanban_record:contains("${wanted.get("customer")}"), .o_data_cell:contains("${wanted.get("customer")}")`,
            run: "click",
        },
        {
            content: "It says which level was reached",
            trigger: ".o_form_view .o_field_widget[name=tier_id]",
        },
        picture("case"),
        {
            content: "The reward was handed over",
            trigger: ".o_statusbar_status button[data-value=done]",
            run: "click",
        },
        {
            content: "It is done",
            trigger: ".o_statusbar_status button[data-value=done].o_arrow_button_current",
        },
        {
            content: "And saved",
            trigger: ".o_form_view .o_form_saved",
        },
    ],
});

tours.add("crm_suite_refund", {
    steps: () => [
        {
            content: "A credit note for all of it",
            trigger: "button[name=action_reverse]",
            run: "click",
        },
        {
            content: "Make the credit note",
            trigger: ".modal button[name=refund_moves]",
            run: "click",
        },
        {
            content: "Post the credit note",
            trigger: "button[name=action_post]",
            run: "click",
        },
        {
            content: "It shows the points it took back",
            trigger: "button[name=action_view_loyalty_entries]",
        },
        picture("credit-note"),
    ],
});
