import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/**
 * Similar records side by side: which one is kept, whose value of each field, what moves.
 * The server decides what is shown and does all the rest.
 */
export class Review extends Component {
    static template = "crm_lead_tools.Review";
    static components = { Layout, RecordSelector };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.notification = useService("notification");
        this.orm = useService("orm");
        this.display = { controlPanel: {} };
        const { model, record_ids } = this.props.action.params;
        this.model = model;
        this.state = useState({
            recordIds: record_ids,
            isBusy: false,
            userId: false,
            teamId: false,
        });
        onWillStart(() => this.load());
    }

    get isLead() {
        return this.model === "crm.lead";
    }

    get canMerge() {
        const { records, isBusy } = this.state;
        return !isBusy && records.length > 1 && records.every((record) => record.can_write);
    }

    async load() {
        const preview = await this.orm.call(this.model, "merge_preview", [
            this.state.recordIds,
        ]);
        Object.assign(this.state, preview, { survivorId: preview.survivor_id });
        this.state.choices = Object.fromEntries(
            preview.fields.map((field) => [field.name, field.chosen])
        );
        this.state.touched = {};
    }

    /** Keep this record, with its own values wherever it has any. */
    keep(recordId) {
        this.state.survivorId = recordId;
        for (const field of this.state.fields) {
            if (field.values[recordId] && !this.state.touched[field.name]) {
                this.state.choices[field.name] = recordId;
            }
        }
    }

    choose(field, recordId) {
        if (field.is_conflict && !field.is_joined && field.values[recordId]) {
            this.state.choices[field.name] = recordId;
            this.state.touched[field.name] = true;
        }
    }

    isChosen(field, recordId) {
        return field.is_joined || this.state.choices[field.name] === recordId;
    }

    /** Leave one record out of the merge; it stays as it is. */
    leaveOut(recordId) {
        this.state.recordIds = this.state.recordIds.filter((id) => id !== recordId);
        return this.load();
    }

    open(recordId) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: this.model,
            res_id: recordId,
            views: [[false, "form"]],
        });
    }

    get ids() {
        return this.state.records.map((record) => record.id);
    }

    async run(work) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            await work();
        } finally {
            this.state.isBusy = false;
        }
    }

    merge() {
        return this.run(async () => {
            const fields = this.state.fields.filter((field) => !field.is_joined);
            const choices = Object.fromEntries(
                fields.map((field) => [field.name, this.state.choices[field.name]])
            );
            const values = this.isLead
                ? { user_id: this.state.userId, team_id: this.state.teamId }
                : {};
            const report = await this.orm.call(
                this.model,
                "merge_similar",
                [this.ids, this.state.survivorId],
                { choices, ...values }
            );
            this.notifyMerged(report);
            await this.action.doAction(
                {
                    type: "ir.actions.act_window",
                    res_model: this.model,
                    res_id: report.res_id,
                    views: [[false, "form"]],
                },
                { stackPosition: "replaceCurrentAction" }
            );
        });
    }

    notifyMerged({ message, log_id: logId }) {
        const undo = async () => {
            close();
            const action = await this.orm.call("crm.merge.log", "action_undo", [[logId]]);
            await this.action.doAction(action);
        };
        const close = this.notification.add(message, {
            type: "success",
            sticky: true,
            buttons: [{ name: _t("Undo"), onClick: undo }],
        });
    }

    markDifferent() {
        return this.run(async () => {
            await this.orm.call(this.model, "mark_not_duplicates", [this.ids]);
            this.notification.add(_t("Remembered: these are not duplicates."), {
                type: "success",
            });
            await this.env.config.historyBack();
        });
    }
}

registry.category("actions").add("crm_lead_tools_review", Review);
