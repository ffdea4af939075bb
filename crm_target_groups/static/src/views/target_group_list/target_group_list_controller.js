import { Domain } from "@web/core/domain";
import { deserializeDateTime, toLocaleDateTimeString } from "@web/core/l10n/dates";
import { ListController } from "@web/views/list/list_controller";
import { useTargetGroupActions } from "../../core/target_group_actions";

/** The window of members: what concerns the group chosen in the tree is offered above. */
export class TargetGroupListController extends ListController {
    setup() {
        super.setup();
        this.groupActions = useTargetGroupActions();
    }

    get group() {
        return this.env.searchModel.activeGroup;
    }

    /** Columns, filter and order of now become the user's view of this group. */
    async keepView() {
        const { searchModel } = this.env;
        const domain = searchModel._getDomain({ withSearchPanel: false, withGlobal: false });
        await this.orm.call("crm.target.group", "keep_view", [this.group.id], {
            columns: searchModel.shownColumns,
            domain: new Domain(domain).toString(),
            order_by: this.model.root.orderBy,
        });
        searchModel.query = [];
        await searchModel.reloadTree();
        searchModel.applyView();
        searchModel.search();
    }

    async forgetView() {
        await this.orm.call("crm.target.group", "forget_view", [this.group.id]);
        await this.env.searchModel.reloadTree();
        this.env.searchModel.applyView();
        this.env.searchModel.search();
    }

    get membersAsOf() {
        const date = this.group?.refresh_date;
        return date ? toLocaleDateTimeString(deserializeDateTime(date)) : "";
    }
}
