import { onWillStart } from "@odoo/owl";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { user } from "@web/core/user";
import { ListController } from "@web/views/list/list_controller";
import { useTargetGroupActions } from "../../core/target_group_actions";

/** The window of members: what concerns the group chosen in the tree is offered above. */
export class TargetGroupListController extends ListController {
    setup() {
        super.setup();
        this.groupActions = useTargetGroupActions();
        onWillStart(async () => {
            this.isSalesman = await user.hasGroup("sales_team.group_sale_salesman");
        });
    }

    get group() {
        return this.env.searchModel.activeGroup;
    }

    get membersAsOf() {
        const date = this.group?.refresh_date;
        return date ? formatDateTime(deserializeDateTime(date)) : "";
    }
}
