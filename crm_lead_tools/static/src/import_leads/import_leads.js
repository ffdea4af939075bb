import { Component } from "@odoo/owl";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { exprToBoolean } from "@web/core/utils/strings";
import { STATIC_ACTIONS_GROUP_NUMBER } from "@web/search/action_menus/action_menus";

export class ImportLeads extends Component {
    static template = "crm_lead_tools.ImportLeads";
    static components = { DropdownItem };
    static props = {};

    setup() {
        this.action = useService("action");
    }

    openImport() {
        this.action.doAction("crm_lead_tools.crm_lead_import_action_new");
    }
}

export const importLeadsItem = {
    Component: ImportLeads,
    groupNumber: STATIC_ACTIONS_GROUP_NUMBER,
    isDisplayed: ({ config, isSmall, searchModel }) =>
        !isSmall &&
        searchModel.resModel === "crm.lead" &&
        config.actionType === "ir.actions.act_window" &&
        ["kanban", "list"].includes(config.viewType) &&
        exprToBoolean(config.viewArch.getAttribute("create"), true),
};

// Just below "Import records", which stays for everything that is not a list of leads.
registry.category("cogMenu").add("import-leads-menu", importLeadsItem, { sequence: 2 });
