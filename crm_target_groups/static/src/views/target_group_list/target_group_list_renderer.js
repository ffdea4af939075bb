import { ListRenderer } from "@web/views/list/list_renderer";

/** Rows that can be dragged onto a group of the tree: the ticked ones together. */
export class TargetGroupListRenderer extends ListRenderer {
    static recordRowTemplate = "crm_target_groups.ListRenderer.RecordRow";

    /** The columns of the personal view of the group, else those of the user. */
    computeOptionalActiveFields() {
        const { searchModel } = this.env;
        const active = super.computeOptionalActiveFields();
        const columns = searchModel.viewColumns;
        if (columns) {
            for (const name in active) {
                active[name] = columns.includes(name);
            }
        }
        searchModel.shownColumns = Object.keys(active).filter((name) => active[name]);
        return active;
    }

    saveOptionalActiveFields() {
        const { searchModel } = this.env;
        if (!searchModel.viewColumns) {
            return super.saveOptionalActiveFields();
        }
        const active = this.optionalActiveFields;
        const names = Object.keys(active).filter((name) => active[name]);
        searchModel.columns[searchModel.activeGroup.id] = names;
    }

    onRowDragStart(ev, record) {
        const { list } = this.props;
        this.env.searchModel.dragged = record.selected
            ? this.selectedPeople(list)
            : { record_ids: [record.resId] };
        ev.dataTransfer.effectAllowed = "copyMove";
        ev.dataTransfer.setData("text/plain", record.data.name || "");
    }

    selectedPeople(list) {
        if (list.isDomainSelected) {
            return { domain: list.domain };
        }
        return { record_ids: list.selection.map((record) => record.resId) };
    }

    onRowDragEnd() {
        this.env.searchModel.dragged = null;
    }
}
