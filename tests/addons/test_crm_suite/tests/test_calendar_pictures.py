from odoo.tests import tagged

from .common import SuiteBrowserCase

CLICK = """
const find = async (selector) => {
    const found = () => document.querySelector(selector);
    for (let i = 0; i < 300 && !found(); i++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    if (!found()) {
        throw new Error("not there: " + selector);
    }
    return found();
};
for (const selector of %(selectors)r) {
    (await find(selector)).click();
    await new Promise((resolve) => setTimeout(resolve, 300));
}
await find(%(until)r);
"""
# The date filters and date groups of the opportunities' search menu, both opened.
SEARCH_MENU = (
    ".o_searchview_dropdown_toggler",
    ".o_filter_menu .o_accordion_toggle",
    ".o_group_by_menu .o_accordion_toggle",
)
DEADLINE = ", ".join(
    f".o_field_widget[name=date_deadline] {tag}" for tag in ("button", "input")
)
MONTH_IS_JALALI = """
const shown = document.querySelector("[data-id=month] input").value;
if (!/[۰-۹]{4}/.test(shown) || /۲۰[۰-۹]{2}/.test(shown)) {
    throw new Error("not a Jalali month: " + shown);
}
"""


def clicks(*selectors, until="body"):
    """One after the other, and what is there when all have done their work."""
    return CLICK % {"selectors": list(selectors), "until": until}


@tagged("post_install", "-at_install", "browser")
class TestCalendarPictures(SuiteBrowserCase):
    """The surfaces of docs/calendar.md, as users in Persian see them."""

    def scale(self, name):
        self.show(
            "/odoo/calendar",
            f"calendar-{name}",
            ".o_calendar_view .o_view_scale_selector",
            "manager",
            clicks(
                ".o_view_scale_selector .dropdown-toggle", f".o_scale_button_{name}"
            ),
        )

    def test_calendar_views(self):
        """FC-14: the Jalali month, week, day and year of meetings."""
        for name in ("month", "week", "day", "year"):
            self.scale(name)

    def test_picker_levels(self):
        """FC-05: the picker of months, of years and of decades."""
        lead = self.env["crm.lead"].search(
            [("type", "=", "opportunity"), ("date_deadline", "!=", False)], limit=1
        )
        zoom_out = ".o_datetime_picker .o_zoom_out"
        for level, name in enumerate(("days", "months", "years", "decades")):
            self.show(
                f"/odoo/crm/{lead.id}",
                f"calendar-picker-{name}",
                DEADLINE,
                "manager",
                clicks(DEADLINE, *[zoom_out] * level),
            )

    def test_search(self):
        """FC-08 FC-10: periods to filter and to group by."""
        self.show(
            "/odoo/crm",
            "calendar-search",
            ".o_kanban_record",
            "manager",
            clicks(*SEARCH_MENU),
        )
        self.show(
            "/odoo/crm",
            "calendar-filter",
            ".o_kanban_record",
            "manager",
            clicks(*SEARCH_MENU, ".o_filter_menu .o_accordion_values .o_item_option"),
        )

    def test_views(self):
        """FC-13 FC-07: list, pivot, graph and activities by Jalali dates."""
        invoices = "/odoo/customer-invoices"
        self.show(invoices, "calendar-list", ".o_data_row", "accountant")
        for name in ("pivot", "graph", "activity"):
            self.show(
                "/odoo/crm",
                f"calendar-{name}",
                ".o_kanban_record",
                "manager",
                clicks(f".o_switch_view.o_{name}", until=f".o_{name}_view"),
            )

    def test_groups(self):
        """FC-10: invoices in groups of Jalali months."""
        self.show(
            "/odoo/customer-invoices",
            "calendar-groups",
            ".o_data_row",
            "accountant",
            clicks(
                ".o_searchview_dropdown_toggler",
                ".o_group_by_menu .o_accordion_toggle",
                ".o_group_by_menu .o_accordion_values .o_item_option:nth-child(3)",
            ),
        )

    def test_forecast(self):
        """FC-11: the columns of the forecast, from this Jalali month on."""
        forecast = "/odoo/action-crm.crm_lead_action_forecast"
        self.show(forecast, "calendar-forecast", ".o_kanban_record", "manager")

    def test_domain_editor(self):
        """FC-12: the deadlines of a Jalali month, whatever the year."""
        self.show(
            "/odoo/crm",
            "calendar-domain",
            ".o_kanban_record",
            "manager",
            clicks(
                ".o_searchview_dropdown_toggler",
                ".o_add_custom_filter",
                ".modal .o_model_field_selector",
                "[data-name=date_deadline] [class*=popover_item_relation]",
                "[data-name=jalali_month_number] [class*=popover_item_name]",
            ),
        )

    def test_chatter(self):
        """FC-07: messages and what is planned."""
        activity = self.env["mail.activity"].search(
            [("res_model", "=", "crm.lead"), ("user_id.login", "=", "manager")], limit=1
        )
        lead = self.env["crm.lead"].browse(activity.res_id)
        lead.with_user(self.user("manager")).message_post(body="پیش‌فاکتور فرستاده شد.")
        self.show(
            f"/odoo/crm/{lead.id}", "calendar-chatter", ".o-mail-Message", "manager"
        )

    def test_choice(self):
        """FC-02 FC-20: what a user and what a company choose."""
        self.show(
            "/odoo/crm",
            "calendar-preferences",
            ".o_kanban_record",
            "manager",
            clicks(
                ".o_user_menu button",
                "[data-menu=preferences]",
                ".o_notebook [name=calendar]",
                ".o_field_widget[name=calendar_choice]",
            ),
        )
        self.show(
            "/odoo/settings#account",
            "calendar-accounting",
            "#jalali_numbers_from",
            "admin",
            "document.querySelector('#jalali_numbers_from')"
            ".scrollIntoView({block: 'center'});",
        )

    def test_dashboard(self):
        """FC-22: a dashboard, whose filter offers this Jalali month first."""
        dashboard = self.env.ref(
            "spreadsheet_dashboard_sale.spreadsheet_dashboard_sales"
        )
        self.show(
            f"/odoo/dashboards?dashboard_id={dashboard.id}",
            "calendar-dashboard",
            ".o-figure canvas",
            "manager",
            clicks(".o-btn-date-filter", until="[data-id=month] input")
            + MONTH_IS_JALALI,
        )

    def test_english(self):
        """FC-28: a user in English who chose the Jalali calendar."""
        self.user("english").calendar_choice = "jalali"
        self.show(
            "/odoo/crm",
            "calendar-english",
            ".o_kanban_record",
            "english",
            clicks(".o_switch_view.o_pivot", until=".o_pivot_view"),
        )
        self.show(
            "/odoo/calendar",
            "calendar-english-month",
            ".o_calendar_view .o_view_scale_selector",
            "english",
            clicks(".o_view_scale_selector .dropdown-toggle", ".o_scale_button_month"),
        )
        self.show(
            "/odoo/crm",
            "calendar-english-search",
            ".o_kanban_record",
            "english",
            clicks(*SEARCH_MENU),
        )
        lead = self.env["crm.lead"].search(
            [("user_id.login", "=", "english"), ("type", "=", "opportunity")], limit=1
        )
        self.show(
            f"/odoo/crm/{lead.id}",
            "calendar-english-picker",
            DEADLINE,
            "english",
            clicks(DEADLINE, until=".o_datetime_picker"),
        )

    def test_document(self):
        """FC-16: an invoice on the portal, as its customer reads it."""
        invoice = self.env["account.move"].search(
            [("move_type", "=", "out_invoice"), ("state", "=", "posted")], limit=1
        )
        self.show(
            invoice.get_portal_url(),
            "calendar-invoice",
            "#invoice_content",
            "accountant",
        )
