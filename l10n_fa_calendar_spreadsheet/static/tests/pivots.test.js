import { describe, expect, test } from "@odoo/hoot";
import { usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { setCellContent } from "@spreadsheet/../tests/helpers/commands";
import { defineSpreadsheetActions, defineSpreadsheetModels } from "@spreadsheet/../tests/helpers/data";
import { getCellValue, getEvaluatedCell } from "@spreadsheet/../tests/helpers/getters";
import { createSpreadsheetWithPivot } from "@spreadsheet/../tests/helpers/pivot";
import { waitForDataLoaded } from "@spreadsheet/helpers/model";
import { helpers } from "@odoo/o-spreadsheet";
import { onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("headless");
defineSpreadsheetModels();
defineSpreadsheetActions();

const TOTAL = { __count: 4, "probability:avg": 32.75, __extra_domain: [] };
const AZAR = { "2026-11-22": ["آذر ۱۴۰۵", 10], "2026-12-22": ["دی ۱۴۰۵", 11] };
const NOVEMBER = { "2026-11-01": ["نوامبر ۲۰۲۶", 20], "2026-12-01": ["دسامبر ۲۰۲۶", 21] };

/** A pivot, of a server that groups as it is asked: pairs of start and label. */
async function createPivot(interval, { jalali, gregorian }) {
    onRpc("formatted_read_grouping_sets", ({ kwargs }) => {
        const isJalali = Boolean(kwargs.context?.jalali_periods);
        expect.step(isJalali ? "jalali" : "gregorian");
        const groups = isJalali ? jalali : gregorian;
        const answer = Object.entries(groups).map(([start, [label, average]]) => ({
            ...TOTAL,
            [`date:${interval}`]: [start, label],
            "probability:avg": average,
        }));
        return kwargs.grouping_sets.map((set) => (set.length ? answer : [TOTAL]));
    });
    const { model, pivotId } = await createSpreadsheetWithPivot({
        arch: `
            <pivot>
                <field name="date" interval="${interval}" type="row"/>
                <field name="probability" type="measure"/>
            </pivot>`,
    });
    return { model, pivotId };
}

async function reload(model, pivotId) {
    model.dispatch("REFRESH_PIVOT", { id: pivotId });
    await waitForDataLoaded(model);
}

test("FC-22: a pivot that names no period is grouped by the reader's months", async () => {
    usePersianClient();
    const { model } = await createPivot("month", { jalali: AZAR, gregorian: NOVEMBER });
    setCellContent(model, "F1", `=PIVOT.HEADER(1, "#date:month", 1)`);
    setCellContent(model, "F2", `=PIVOT.VALUE(1, "probability:avg", "#date:month", 2)`);
    expect(getCellValue(model, "F1")).toBe("آذر ۱۴۰۵");
    expect(getCellValue(model, "F2")).toBe(11);
    expect(["A3", "A4"].map((xc) => getCellValue(model, xc))).toEqual(["آذر ۱۴۰۵", "دی ۱۴۰۵"]);
    expect.verifySteps(["jalali"]);
});

test("FC-22: a pivot that names a Gregorian month stays by those, for everyone", async () => {
    usePersianClient();
    const { model, pivotId } = await createPivot("month", { jalali: AZAR, gregorian: NOVEMBER });
    setCellContent(model, "F1", `=PIVOT.VALUE(1, "probability:avg", "date:month", "11/2026")`);
    setCellContent(model, "F2", `=PIVOT.HEADER(1, "#date:month", 2)`);
    await reload(model, pivotId);
    expect(getCellValue(model, "F1")).toBe(20);
    // The number of 2026-12-01 in any spreadsheet, which is shown as the day it is.
    expect(getCellValue(model, "F2")).toBe(46357);
    expect.verifySteps(["jalali", "gregorian"]);
});

test("FC-22: a pivot that names a Jalali month is by those, for everyone", async () => {
    const { model, pivotId } = await createPivot("month", { jalali: AZAR, gregorian: NOVEMBER });
    setCellContent(model, "F1", `=PIVOT.VALUE(1, "probability:avg", "date:month", "09/1405")`);
    await reload(model, pivotId);
    expect(getCellValue(model, "F1")).toBe(10);
    expect(getCellValue(model, "A4")).toBe("Dey 1405");
    expect.verifySteps(["gregorian", "jalali"]);
});

test("FC-22: seasons, years and weeks", async () => {
    usePersianClient();
    const gregorian = {};
    let { model } = await createPivot("quarter", {
        jalali: { "2026-09-23": ["پاییز ۱۴۰۵", 10] },
        gregorian,
    });
    expect(getCellValue(model, "A3")).toBe("پاییز ۱۴۰۵");
    ({ model } = await createPivot("year", { jalali: { "2026-03-21": ["۱۴۰۵", 10] }, gregorian }));
    expect(getEvaluatedCell(model, "A3").value).toBe(1405);
    expect(getEvaluatedCell(model, "A3").formattedValue).toBe("۱۴۰۵");
    ({ model } = await createPivot("week", {
        jalali: { "2026-11-21": ["هفتهٔ ۳۶ ۱۴۰۵", 10] },
        gregorian,
    }));
    expect(getCellValue(model, "A3")).toBe("W36 1405");
    expect.verifySteps(["jalali", "jalali", "jalali"]);
});

test("FC-22: the year of a Persian label is a number for Gregorian readers, too", async () => {
    usePersianClient("gregorian");
    const gregorian = { "2026-01-01": ["۲۰۲۶", 10] };
    const { model } = await createPivot("year", { jalali: {}, gregorian });
    expect(getCellValue(model, "A3")).toBe(2026);
    expect.verifySteps(["gregorian"]);
});

test("FC-22: Jalali values of a pivot are filled in and written into formulas", () => {
    const month = helpers.pivotTimeAdapter("month");
    const quarter = helpers.pivotTimeAdapter("quarter");
    expect(month.increment("11/1405", 3)).toBe("02/1406");
    expect(quarter.increment("1/1405", -1)).toBe("4/1404");
    expect(month.toFunctionValue("11/1405")).toBe('"11/1405"');
    expect(month.toFunctionValue("11/2026")).toBe("DATE(2026,11,1)");
    expect(month.normalizeFunctionValue("9/1405")).toBe("09/1405");
    expect(month.toValueAndFormat("11/2026").format).toBe("mmmm yyyy");
});
