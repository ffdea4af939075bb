import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { makeMockEnv } from "@web/../tests/web_test_helpers";
import { condition, connector } from "@web/core/tree_editor/condition_tree";
import { InRange } from "@web/core/tree_editor/tree_editor_components";
import {
    areEquivalentTrees,
    eliminateVirtualOperators,
    introduceVirtualOperators,
} from "@web/core/tree_editor/virtual_operators";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

describe.current.tags("headless");

beforeEach(() => mockDate("2026-11-23 12:34:56", +3.5));

const TYPES = { day: "date", moment: "datetime", "team.day": "date" };
const options = { getFieldDef: (path) => TYPES[path] && { type: TYPES[path] } };

const toLimits = (path, start, end) =>
    connector("&", [condition(path, ">=", start), condition(path, "<", end)]);
const toRange = (path, type, name) => condition(path, "in range", [type, name, false, false]);

const RANGES = [
    ["jalali month to date", "today =1jd", "today +1d"],
    ["jalali last month", "today =1jd -1jm", "today =1jd"],
    ["jalali year to date", "today =1jm =1jd", "today +1d"],
    ["jalali last 12 months", "today =1jd -12jm", "today =1jd"],
];

test("FC-09: Jalali ranges are read from their limits, and written as them", () => {
    for (const [name, start, end] of RANGES) {
        for (const path of ["day", "moment"]) {
            const limits = toLimits(path, start, end);
            const range = toRange(path, TYPES[path], name);
            expect(introduceVirtualOperators(limits, options)).toEqual(range);
            expect(eliminateVirtualOperators(range)).toEqual(limits);
        }
    }
});

test("FC-09: on a field of a related record, negated, and among other conditions", () => {
    const [[name, start, end]] = RANGES;
    const related = condition("team", "any", toLimits("day", start, end));
    const range = toRange("team.day", "date", name);
    expect(introduceVirtualOperators(related, options)).toEqual(range);
    expect(eliminateVirtualOperators(range)).toEqual(related);
    const others = connector("&", [
        condition("foo", "=", 1),
        ...toLimits("day", start, end).children,
        condition("bar", "=", 2),
    ]);
    expect(introduceVirtualOperators(others, options).children[1]).toEqual(
        toRange("day", "date", name)
    );
    expect(eliminateVirtualOperators({ ...range, negate: true })).toEqual({
        ...related,
        negate: true,
    });
    expect(eliminateVirtualOperators({ ...toRange("day", "date", name), negate: true })).toEqual({
        ...toLimits("day", start, end),
        negate: true,
    });
});

test("FC-09: what only looks like a Jalali range stays as it is", () => {
    const [[, start, end]] = RANGES;
    for (const limits of [
        toLimits("foo", start, end),
        toLimits("day", end, start),
        connector("|", toLimits("day", start, end).children),
        connector("&", [condition("day", ">=", start, true), condition("day", "<", end)]),
        connector("&", [condition("day", ">=", start), condition("moment", "<", end)]),
    ]) {
        expect(introduceVirtualOperators(limits, options)).toEqual(limits);
    }
});

test("FC-09: trees with Jalali ranges are compared", () => {
    const [[name, start, end]] = RANGES;
    const range = toRange("day", "date", name);
    expect(areEquivalentTrees(range, toLimits("day", start, end))).toBe(true);
    expect(areEquivalentTrees(range, toRange("day", "date", "month to date"))).toBe(false);
});

test("FC-09: Python expressions have Gregorian months, and say so", () => {
    const python = { ...options, generateSmartDates: false };
    const expressions = eliminateVirtualOperators(toRange("day", "date", RANGES[0][0]), python);
    expect(introduceVirtualOperators(expressions, python)).toEqual(
        toRange("day", "date", "month to date")
    );
});

const labels = () =>
    Object.fromEntries(InRange.options.map(([name, label]) => [name, label.toString()]));

test("FC-09: the user's ranges have the plain names", async () => {
    usePersianClient();
    await makeMockEnv();
    expect(labels()["jalali last month"]).toBe("Last month");
    expect(labels()["last month"]).toBe("Last month (Gregorian)");
    expect(labels()["today"]).toBe("Today");
});

test("FC-27: in the Gregorian calendar Odoo's ranges are those offered", async () => {
    useEnglishClient();
    await makeMockEnv();
    const offered = InRange.options.filter(([, , choice]) => !choice).map(([name]) => name);
    expect(offered).toEqual([
        "today",
        "last 7 days",
        "last 30 days",
        "month to date",
        "last month",
        "year to date",
        "last 12 months",
        "custom range",
    ]);
    expect(labels()["jalali last month"]).toBe("Last month (Jalali)");
});

test("FC-09: no module of the client has the unpatched functions", () => {
    const { deps } = odoo.loader.factories.get("@web/core/tree_editor/domain_from_tree");
    expect(deps).toInclude("@web/core/tree_editor/virtual_operators");
    const names = [...odoo.loader.modules.keys()];
    const patchIndex = names.indexOf("@l10n_fa_calendar/core/tree_editor/virtual_operators_patch");
    const importers = names.filter((name) =>
        odoo.loader.factories.get(name)?.deps.includes("@web/core/tree_editor/virtual_operators")
    );
    expect(importers[0]).toBe(names[patchIndex]);
});
