import { Component } from "@odoo/owl";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { exprToBoolean } from "@web/core/utils/strings";
import { STATIC_ACTIONS_GROUP_NUMBER } from "@web/search/action_menus/action_menus";

/** All leads of the search, in the order of the list; a selection has its own action. */
export class ExportLeads extends Component {
    static template = "crm_lead_tools.ExportLeads";
    static components = { DropdownItem };
    static props = {};

    setup() {
        this.action = useService("action");
    }

    openExport() {
        const { searchModel, model } = this.env;
        const order = (model?.root.orderBy || []).map(
            ({ name, asc }) => `${name} ${asc ? "asc" : "desc"}`
        );
        this.action.doAction("crm_lead_tools.crm_lead_export_action", {
            additionalContext: {
                active_ids: [],
                default_domain: JSON.stringify(searchModel.domain),
                default_order: order.join(", "),
                default_active_test: searchModel.context.active_test ?? true,
            },
        });
    }
}

export const exportLeadsItem = {
    Component: ExportLeads,
    groupNumber: STATIC_ACTIONS_GROUP_NUMBER,
    isDisplayed: async ({ config, searchModel }) =>
        searchModel.resModel === "crm.lead" &&
        config.actionType === "ir.actions.act_window" &&
        ["kanban", "list"].includes(config.viewType) &&
        exprToBoolean(config.viewArch.getAttribute("export_xlsx"), true) &&
        (await user.hasGroup("base.group_allow_export")),
};

registry.category("cogMenu").add("export-leads-menu", exportLeadsItem, { sequence: 11 });
