import { usesJalali } from "../core/l10n/calendar_system";

/** The reads of the server that group records, and the flag that they know: models/base.py. */
const GROUP_READS = [
    "formatted_read_group",
    "formatted_read_grouping_sets",
    "read_progress_bar",
    "web_read_group",
];
const FLAG = { jalali_periods: true };

/**
 * @param {import("@web/core/orm_service").ORM} orm
 * @returns {import("@web/core/orm_service").ORM} one whose groups are Jalali
 */
function withJalaliPeriods(orm) {
    return Object.assign(Object.create(orm), {
        call(model, method, args, kwargs) {
            if (GROUP_READS.includes(method)) {
                kwargs = { ...kwargs, context: { ...kwargs.context, ...FLAG } };
            }
            return orm.call.call(this, model, method, args, kwargs);
        },
    });
}

/**
 * Has a model group records by Jalali periods; a view's, for those who use that calendar.
 *
 * The context of the view stays as it is, since buttons and saved filters take it along.
 *
 * @param {import("@web/model/model").Model} model
 * @param {boolean} isWanted of models beside a search bar alone: a spreadsheet builds the same
 *  models, and decides for itself
 */
export function groupByJalaliPeriods(model, isWanted = usesJalali() && model.env.searchModel) {
    if (isWanted) {
        model.orm = withJalaliPeriods(model.orm);
    }
}
