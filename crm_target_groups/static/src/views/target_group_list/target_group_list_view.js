import { registry } from "@web/core/registry";
import { listView } from "@web/views/list/list_view";
import { TargetGroupSearchModel } from "./target_group_search_model";
import { TargetGroupSearchPanel } from "./target_group_search_panel";

export const targetGroupListView = {
    ...listView,
    SearchModel: TargetGroupSearchModel,
    SearchPanel: TargetGroupSearchPanel,
};

registry.category("views").add("target_group_list", targetGroupListView);
