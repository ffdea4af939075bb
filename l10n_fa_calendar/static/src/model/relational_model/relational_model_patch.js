/**
 * Patches web/static/src/model/relational_model/relational_model.js: lists and kanban boards,
 * with their progress bars, are grouped by Jalali periods.
 */
import { patch } from "@web/core/utils/patch";
import { RelationalModel } from "@web/model/relational_model/relational_model";
import { groupsByJalali } from "../../core/l10n/calendar_system";
import { plusJalaliPeriods } from "../../core/l10n/jalali_datetime";
import { groupByJalaliPeriods } from "../jalali_groups";

patch(RelationalModel.prototype, {
    setup() {
        super.setup(...arguments);
        groupByJalaliPeriods(this);
    },

    async _loadGroupedList(config) {
        const list = await super._loadGroupedList(...arguments);
        const [, granularity] = config.groupBy[0].split(":");
        if (groupsByJalali(granularity)) {
            for (const { range } of list.groups.filter((group) => group.range)) {
                range.to = plusJalaliPeriods(range.from, granularity, 1);
            }
        }
        return list;
    },
});
