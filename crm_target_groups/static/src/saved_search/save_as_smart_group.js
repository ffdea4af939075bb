import { Component } from "@odoo/owl";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { movingDomain } from "./moving_domain";

const SCOPES = { "res.partner": "partner", "crm.lead": "lead" };

/** In the menu of favorites: the current search becomes the rule of a smart group. */
export class SaveAsSmartGroup extends Component {
    static template = "crm_target_groups.SaveAsSmartGroup";
    static components = { DropdownItem };
    static props = {};

    setup() {
        this.action = useService("action");
    }

    openForm() {
        const { resModel } = this.env.searchModel;
        const kind = SCOPES[resModel];
        const domain = movingDomain(this.env.searchModel);
        const isAll = domain.toList().length === 0;
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "crm.target.group",
            views: [[false, "form"]],
            context: {
                default_group_type: "smart",
                [`default_${kind}_scope`]: isAll ? "all" : "rule",
                [`default_${kind}_domain`]: domain.toString(),
            },
        });
    }
}

registry.category("favoriteMenu").add("crm_target_groups.save_as_smart_group", {
    Component: SaveAsSmartGroup,
    groupNumber: 4,
    isDisplayed: ({ searchModel, config }) =>
        searchModel.resModel in SCOPES && config.actionType === "ir.actions.act_window",
});
