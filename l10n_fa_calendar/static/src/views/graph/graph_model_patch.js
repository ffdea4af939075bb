/**
 * Patches web/static/src/views/graph/graph_model.js: its periods are Jalali, those of charts in
 * spreadsheets among them, which no formula names.
 */
import { patch } from "@web/core/utils/patch";
import { GraphModel } from "@web/views/graph/graph_model";
import { usesJalali } from "../../core/l10n/calendar_system";
import { groupByJalaliPeriods } from "../../model/jalali_groups";

patch(GraphModel.prototype, {
    setup() {
        super.setup(...arguments);
        groupByJalaliPeriods(this, usesJalali());
    },
});
