import { ListRenderer } from "@web/views/list/list_renderer";

/** Rows that can be dragged onto a group of the tree: the ticked ones together. */
export class TargetGroupListRenderer extends ListRenderer {
    static recordRowTemplate = "crm_target_groups.ListRenderer.RecordRow";

    onRowDragStart(ev, record) {
        const { list } = this.props;
        this.env.searchModel.dragged = record.selected
            ? this.selectedPeople(list)
            : { ids: [record.resId] };
        ev.dataTransfer.effectAllowed = "copyMove";
        ev.dataTransfer.setData("text/plain", record.data.name || "");
    }

    selectedPeople(list) {
        if (list.isDomainSelected) {
            return { domain: list.domain };
        }
        return { ids: list.selection.map((record) => record.resId) };
    }

    onRowDragEnd() {
        this.env.searchModel.dragged = null;
    }
}
