import { registry } from "@web/core/registry";
import { listView } from "@web/views/list/list_view";
import { TargetGroupListController } from "./target_group_list_controller";
import { TargetGroupListRenderer } from "./target_group_list_renderer";
import { TargetGroupSearchModel } from "./target_group_search_model";
import { TargetGroupSearchPanel } from "./target_group_search_panel";

export const targetGroupListView = {
    ...listView,
    Controller: TargetGroupListController,
    Renderer: TargetGroupListRenderer,
    SearchModel: TargetGroupSearchModel,
    SearchPanel: TargetGroupSearchPanel,
    buttonTemplate: "crm_target_groups.ListView.Buttons",
};

registry.category("views").add("target_group_list", targetGroupListView);
