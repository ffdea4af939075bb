import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

/**
 * The list in the picker. It hands out the selection itself: the whole search stays a
 * domain, where the stock list would give the first 20,000 ids without a word.
 */
export class PickerListController extends ListController {
    async onSelectionChanged() {
        const { root } = this.model;
        this.props.onSelectionChanged?.({
            people: root.isDomainSelected
                ? { domain: root.domain }
                : { record_ids: root.selection.map((record) => record.resId) },
            count: root.isDomainSelected ? root.count : root.selection.length,
            reload: () => this.model.load(),
        });
    }
}

registry.category("views").add("target_group_picker_list", {
    ...listView,
    Controller: PickerListController,
});
