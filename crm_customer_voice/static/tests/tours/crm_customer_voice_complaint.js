import { registry } from "@web/core/registry";

// Played in English and in Persian: steps name what they click in both, where no
// attribute tells it.
registry.category("web_tour.tours").add("crm_customer_voice_complaint", {
    url: "/odoo/complaints",
    steps: () => [
        { trigger: ".o_kanban_view .o-kanban-button-new", run: "click" },
        {
            content: "What it is about",
            trigger: ".o_form_view .o_field_widget[name=name] textarea",
            run: "edit Tour Complaint",
        },
        {
            content: "Who complains",
            trigger: ".o_field_widget[name=partner_id] input",
            run: "edit Voice Customer",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Voice Customer)",
            run: "click",
        },
        { trigger: ".o_field_widget[name=category_id] input", run: "click" },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(/^(Delivery|تحویل)$/)",
            run: "click",
        },
        { trigger: ".o_form_button_save:enabled", run: "click" },
        { trigger: ".o_breadcrumb .active:contains(Tour Complaint)" },
        {
            content: "Settle it",
            trigger:
                ".o_statusbar_status .o_arrow_button:contains(/^(Answered|پاسخ داده شده)$/)",
            run: "click",
        },
        { trigger: ".o_statusbar_status .dropdown-toggle:enabled", run: "click" },
        {
            trigger: ".o-dropdown-item:contains(/^(Settled|حل‌شده)$/)",
            run: "click",
        },
        { trigger: ".o_field_widget[name=date_closed]" },
    ],
});
