/** Patches web/static/src/views/graph/graph_model.js: its periods are Jalali. */
import { patch } from "@web/core/utils/patch";
import { GraphModel } from "@web/views/graph/graph_model";
import { groupByJalaliPeriods } from "../../model/jalali_groups";

patch(GraphModel.prototype, {
    setup() {
        super.setup(...arguments);
        groupByJalaliPeriods(this);
    },
});
