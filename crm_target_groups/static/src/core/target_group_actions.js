import { useEnv } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { PickerDialog } from "../picker/picker_dialog";

const GROUP = "crm.target.group";
const BATCH = "crm.target.group.batch";

/**
 * What can be done with a group of the tree. The server decides and counts; each action
 * ends with the tree loaded again.
 */
export class TargetGroupActions {
    constructor({ searchModel, services }) {
        this.searchModel = searchModel;
        Object.assign(this, services);
    }

    async create(parentId) {
        const vals = { name: _t("New group"), parent_id: parentId };
        const [id] = await this.orm.create(GROUP, [vals]);
        await this.searchModel.reloadTree(id);
        return id;
    }

    async rename(group, name) {
        if (name && name !== group.display_name) {
            await this.orm.write(GROUP, [group.id], { name });
            await this.searchModel.reloadTree();
        }
    }

    async duplicate(group) {
        const id = await this.orm.call(GROUP, "duplicate_with_members", [group.id]);
        await this.searchModel.reloadTree(id);
    }

    async setPrivate(group, isPrivate) {
        const method = isPrivate ? "action_make_private" : "action_make_public";
        await this.orm.call(GROUP, method, [[group.id]]);
        await this.searchModel.reloadTree();
    }

    async refresh(group) {
        await this.orm.call(GROUP, "action_refresh", [[group.id]]);
        await this.searchModel.reloadTree();
        const [state] = await this.orm.read(
            GROUP,
            [group.id],
            ["refresh_state", "refresh_message"]
        );
        if (state.refresh_message) {
            this.notification.add(state.refresh_message, { type: "warning", sticky: true });
        }
    }

    async setParent(groupId, parentId) {
        await this.orm.write(GROUP, [groupId], { parent_id: parentId });
        await this.searchModel.reloadTree();
    }

    /** Members move into a group, or are copied: `people` is {record_ids} or {domain}. */
    async receive(group, people, isCopy) {
        await this.run(GROUP, "receive_members", [group.id, isCopy], people);
    }

    addPeople(group) {
        this.dialog.add(
            PickerDialog,
            { group, onAdd: (report) => this.report(report) },
            { onClose: () => this.searchModel.reloadTree() }
        );
    }

    async undoLast(group) {
        await this.run(GROUP, "action_undo_last", [group.id]);
    }

    /** Open an action of ours; `additionalContext` names the group. */
    open(name, additionalContext, props = {}) {
        return this.action.doAction(`crm_target_groups.${name}`, {
            additionalContext,
            onClose: () => this.searchModel.reloadTree(),
            props,
        });
    }

    share(group) {
        return this.open("crm_target_group_action_share", {}, { resId: group.id });
    }

    settings(group) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: GROUP,
            res_id: group.id,
            views: [[false, "form"]],
        });
    }

    remove(group) {
        const context = { active_model: GROUP, active_ids: [group.id], in_window: true };
        return this.open("crm_target_group_delete_action", context);
    }

    async openFrom(group, method) {
        return this.action.doAction(await this.orm.call(GROUP, method, [group.id]));
    }

    async run(model, method, args, kwargs = {}) {
        this.report(await this.orm.call(model, method, args, kwargs));
        await this.searchModel.reloadTree();
    }

    /** Say what an operation did, with a way back. */
    report({ message, batch_id: batchId }) {
        const undo = {
            name: _t("Undo"),
            onClick: async () => {
                close();
                await this.run(BATCH, "action_undo", [batchId]);
            },
        };
        const close = this.notification.add(message, {
            type: "success",
            buttons: batchId ? [undo] : [],
            autocloseDelay: 10000,
        });
    }
}

export function useTargetGroupActions() {
    const services = Object.fromEntries(
        ["action", "dialog", "notification", "orm"].map((name) => [name, useService(name)])
    );
    return new TargetGroupActions({ searchModel: useEnv().searchModel, services });
}
