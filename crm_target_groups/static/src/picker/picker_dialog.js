import { Component, onWillStart, reactive, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { Domain } from "@web/core/domain";
import { _t } from "@web/core/l10n/translation";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { useService } from "@web/core/utils/hooks";
import { View } from "@web/views/view";

const NOBODY = { people: { record_ids: [] }, count: 0, reload: () => {} };

/**
 * The buttons. They alone render when the selection changes: the dialog would load the
 * list anew, and lose the selection.
 */
export class PickerButtons extends Component {
    static template = "crm_target_groups.PickerButtons";
    static props = { selection: Object, add: Function, close: Function };

    setup() {
        this.selection = useState(this.props.selection);
    }

    async addAndClose() {
        await this.props.add();
        this.props.close();
    }
}

/**
 * Adds people to a group: a source on top, the whole advanced search below it; "Add"
 * stays open for more.
 */
export class PickerDialog extends Component {
    static template = "crm_target_groups.PickerDialog";
    static components = { Dialog, PickerButtons, RecordSelector, View };
    static props = {
        close: Function,
        group: Object,
        onAdd: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.title = _t("Add people to “%s”", this.props.group.display_name);
        this.state = useState({
            source: null,
            chosenId: false,
            hideMembers: true,
        });
        this.people = NOBODY;
        this.selection = reactive({ count: 0, isBusy: false });
        // Bound here: in the template of a slot, `this` is not the component.
        this.onSelectionChanged = (people) => this.select(people);
        onWillStart(async () => {
            const id = this.props.group.id;
            this.sources = await this.orm.call("crm.target.group", "picker_sources", [id]);
            this.state.source = this.sources[0];
        });
    }

    chooseSource(source) {
        this.select(NOBODY);
        this.state.source = source;
        this.state.chosenId = false;
    }

    chooseRecord(id) {
        this.select(NOBODY);
        this.state.chosenId = id;
    }

    toggleMembers(ev) {
        this.select(NOBODY);
        this.state.hideMembers = ev.target.checked;
    }

    select(people) {
        this.people = people;
        this.selection.count = people.count;
    }

    get domain() {
        const { source, chosenId, hideMembers } = this.state;
        const domain = [...source.domain];
        if (source.chooser) {
            const filter = chosenId ? source.chooser.filter : Domain.FALSE;
            domain.push(...new Domain(filter).toList({ chosen: chosenId }));
        }
        return hideMembers ? [...domain, ...source.missing] : domain;
    }

    /** Another source, another list: the key makes the view anew. */
    get viewKey() {
        const { source, chosenId, hideMembers } = this.state;
        return [source.id, chosenId, hideMembers].join();
    }

    get viewProps() {
        const { source } = this.state;
        return {
            type: "list",
            resModel: source.model,
            viewId: source.view_id,
            searchViewId: source.search_view_id,
            loadIrFilters: true,
            domain: this.domain,
            context: source.context || {},
            display: { searchPanel: false },
            noBreadcrumbs: true,
            showButtons: false,
            readonly: true,
            allowSelectors: true,
            allowOpenAction: false,
            noContentHelp: _t("Nobody matches, or all who match are in the group already."),
            onSelectionChanged: this.onSelectionChanged,
        };
    }

    async add() {
        if (this.selection.isBusy) {
            return; // a second click on the same people
        }
        this.selection.isBusy = true;
        try {
            const { group, onAdd } = this.props;
            const args = [group.id, this.state.source.model];
            const { people, reload } = this.people;
            onAdd(await this.orm.call("crm.target.group", "add_people", args, people));
            await reload();
            this.select(NOBODY);
        } finally {
            this.selection.isBusy = false;
        }
    }
}
