/** Patches web/static/src/views/pivot/pivot_model.js: its periods are Jalali. */
import { patch } from "@web/core/utils/patch";
import { PivotModel } from "@web/views/pivot/pivot_model";
import { groupByJalaliPeriods } from "../../model/jalali_groups";

patch(PivotModel.prototype, {
    setup() {
        super.setup(...arguments);
        groupByJalaliPeriods(this);
    },
});
