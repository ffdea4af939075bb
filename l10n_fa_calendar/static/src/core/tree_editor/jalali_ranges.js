import {
    condition,
    connector,
    operate,
    rewriteNConsecutiveChildren,
} from "@web/core/tree_editor/condition_tree";

/**
 * The ranges of the domain editor that depend on the calendar: their names, Odoo's names of
 * the Gregorian ones, and their first days and ends. The terms of Jalali months ("=1jd") mean
 * the same for everyone: see relative_dates.py.
 */
const RANGES = [
    ["jalali month to date", "month to date", "today =1jd", "today +1d"],
    ["jalali last month", "last month", "today =1jd -1jm", "today =1jd"],
    ["jalali year to date", "year to date", "today =1jm =1jd", "today +1d"],
    ["jalali last 12 months", "last 12 months", "today =1jd -12jm", "today =1jd"],
];
const TEMPORAL_TYPES = ["date", "datetime"];

/** Odoo's name of a range, by that of the Jalali one. */
export const GREGORIAN_NAMES = Object.fromEntries(RANGES.map(([jalali, name]) => [jalali, name]));

/** The Jalali range that two conditions on the same field are the limits of. */
function findRange({ value: operator, children }) {
    const [start, end] = children;
    const isRange =
        operator === "&" &&
        children.every((child) => child.type === "condition" && !child.negate) &&
        start.path === end.path &&
        start.operator === ">=" &&
        end.operator === "<";
    return isRange && RANGES.find(([, , from, to]) => from === start.value && to === end.value);
}

function toRange(limits, options) {
    const range = findRange(limits);
    const [{ path }] = limits.children;
    const type = range && options.getFieldDef?.(path)?.type;
    if (TEMPORAL_TYPES.includes(type) && !path.includes(".")) {
        return condition(path, "in range", [type, range[0], false, false]);
    }
}

/** Joins the limits of Jalali ranges to conditions that the editor shows as one. */
export function introduceJalaliRanges(tree, options) {
    return operate(rewriteNConsecutiveChildren(toRange), tree, options, "connector");
}

function toLimits({ path, operator, value, negate }) {
    const range = operator === "in range" && RANGES.find(([name]) => name === value[1]);
    if (!range) {
        return;
    }
    const [start, end] = range.slice(2);
    const names = path.split(".");
    const name = names.pop();
    const limits = connector("&", [condition(name, ">=", start), condition(name, "<", end)]);
    if (names.length) {
        return condition(names.join("."), "any", limits, negate);
    }
    return { ...limits, negate };
}

/** Writes Jalali ranges as the limits that the server reads. */
export function eliminateJalaliRanges(tree) {
    return operate(toLimits, tree);
}

/** Odoo's ranges in place of the Jalali ones: Python expressions know Gregorian months only. */
export function toGregorianRanges(tree) {
    return operate(({ path, operator, value, negate }) => {
        if (operator === "in range" && value[1] in GREGORIAN_NAMES) {
            const [type, name, ...limits] = value;
            return condition(path, operator, [type, GREGORIAN_NAMES[name], ...limits], negate);
        }
    }, tree);
}
