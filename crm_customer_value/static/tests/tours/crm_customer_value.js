import { registry } from "@web/core/registry";

// Played in English and in Persian: every trigger is an attribute or the tour's own name.
registry.category("web_tour.tours").add("crm_customer_value", {
    url: "/odoo/customer-value",
    steps: () => [
        {
            content: "Reckon the customers",
            trigger: ".o_list_view button[name=action_refresh]",
            run: "click",
        },
        {
            content: "The only customer is in the middle of everything",
            trigger: ".o_group_header",
            run: "click",
        },
        {
            content: "Open the customer",
            trigger: ".o_data_row td[name=partner_id]:contains(Tour Buyer)",
            run: "click",
        },
        {
            content: "What was bought stands in a page of its own",
            trigger: ".o_form_view .o_notebook .nav-link[name=customer_value]",
            run: "click",
        },
        { trigger: ".o_field_widget[name=customer_purchases]:contains(/[5۵][0۰][0۰]/)" },
        { trigger: ".o_field_widget[name=customer_rfm]:contains(/^(333|۳۳۳)$/)" },
    ],
});
