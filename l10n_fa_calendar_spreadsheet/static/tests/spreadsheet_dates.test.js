import { describe, expect, test } from "@odoo/hoot";
import { usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { defineSpreadsheetActions, defineSpreadsheetModels } from "@spreadsheet/../tests/helpers/data";
import { setCellContent } from "@spreadsheet/../tests/helpers/commands";
import { getEvaluatedCell } from "@spreadsheet/../tests/helpers/getters";
import { createSpreadsheetWithList } from "@spreadsheet/../tests/helpers/list";
import { createSpreadsheetWithPivot } from "@spreadsheet/../tests/helpers/pivot";
import { dateFilterValueToString, getDateRange } from "@spreadsheet/global_filters/helpers";
import { defineParams, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("headless");
defineSpreadsheetModels();
defineSpreadsheetActions();

function watchGroups() {
    onRpc("formatted_read_grouping_sets", ({ kwargs }) => {
        expect.step("jalali_periods" in (kwargs.context || {}));
    });
}

async function createPivot(interval) {
    watchGroups();
    const { model } = await createSpreadsheetWithPivot({
        arch: `
            <pivot>
                <field name="date" interval="${interval}" type="row"/>
                <field name="probability" type="measure"/>
            </pivot>`,
    });
    return model;
}

const JALALI_LETTERS = /فروردین|آذر|دی|1404|1405|۱۴۰/;

test("FC-22: a pivot of a spreadsheet groups by Gregorian months, for a Persian user too", async () => {
    usePersianClient();
    const model = await createPivot("month");
    expect.verifySteps([false]);
    setCellContent(model, "F1", `=PIVOT.VALUE(1, "probability:avg", "date:month", "04/2016")`);
    setCellContent(model, "F2", `=PIVOT.VALUE(1, "probability:avg", "date:month", "10/2016")`);
    setCellContent(model, "F3", `=PIVOT.HEADER(1, "date:month", "04/2016")`);
    setCellContent(model, "F4", `=PIVOT.HEADER(1, "#date:month", 1)`);
    expect(getEvaluatedCell(model, "F1").value).toBe(10);
    expect(getEvaluatedCell(model, "F2").value).toBe(11);
    // The number of 2016-04-01 in any spreadsheet.
    expect(getEvaluatedCell(model, "F3").value).toBe(42461);
    expect(getEvaluatedCell(model, "F4").value).toBe(42461);
    expect(getEvaluatedCell(model, "F3").formattedValue).not.toMatch(JALALI_LETTERS);
});

test("FC-22: years and quarters are Gregorian", async () => {
    usePersianClient();
    let model = await createPivot("year");
    setCellContent(model, "F1", `=PIVOT.VALUE(1, "probability:avg", "date:year", 2016)`);
    expect(getEvaluatedCell(model, "F1").value).toBeGreaterThan(0);
    model = await createPivot("quarter");
    setCellContent(model, "F1", `=PIVOT.VALUE(1, "probability:avg", "date:quarter", "2/2016")`);
    expect(getEvaluatedCell(model, "F1").value).toBe(10);
    expect.verifySteps([false, false]);
});

for (const date_format of ["%Y/%m/%d", "%Y-%m-%d"]) {
    test(`FC-22: dates of a list are numbers, in the user's format ${date_format}`, async () => {
        usePersianClient();
        defineParams({ lang_parameters: { date_format, time_format: "%H:%M:%S" } });
        const { model } = await createSpreadsheetWithList({
            columns: ["date", "create_date"],
            linesNumber: 1,
        });
        // 2016-04-14, and a moment of 2016-04-03
        expect(getEvaluatedCell(model, "A2").value).toBe(42474);
        expect(Math.floor(getEvaluatedCell(model, "B2").value)).toBe(42463);
    });
}

test("FC-22: filters by month name and mean Gregorian months", () => {
    usePersianClient();
    const value = { type: "month", year: 2026, month: 11 };
    expect(dateFilterValueToString(value)).not.toMatch(JALALI_LETTERS);
    const { from, to } = getDateRange(value);
    expect([from.toISODate(), to.toISODate()]).toEqual(["2026-11-01", "2026-11-30"]);
});
