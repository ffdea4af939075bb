import { describe, expect, test } from "@odoo/hoot";
import {
    useEnglishClient,
    usePersianClient,
} from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { setCellContent, setCellFormat } from "@spreadsheet/../tests/helpers/commands";
import { defineSpreadsheetActions, defineSpreadsheetModels } from "@spreadsheet/../tests/helpers/data";
import { getCellValue, getEvaluatedCell } from "@spreadsheet/../tests/helpers/getters";
import { createSpreadsheetWithList } from "@spreadsheet/../tests/helpers/list";
import { createModelWithDataSource } from "@spreadsheet/../tests/helpers/model";
import { defineParams } from "@web/../tests/web_test_helpers";

describe.current.tags("headless");
defineSpreadsheetModels();
defineSpreadsheetActions();

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
        expect(getEvaluatedCell(model, "A2").formattedValue).toMatch(/۱۳۹۵/);
    });
}

/** How a cell shows the evening of 2026-11-25, in formats of o-spreadsheet. */
async function show(...formats) {
    const { model } = await createModelWithDataSource();
    setCellContent(model, "A1", "=DATE(2026,11,25)+TIME(21,5,7)");
    return formats.map((format) => {
        setCellFormat(model, "A1", format);
        const position = { sheetId: model.getters.getActiveSheetId(), col: 0, row: 0 };
        const shown = model.getters.getCellText(position, { availableWidth: 500 });
        const { formattedValue } = getEvaluatedCell(model, "A1");
        expect(shown.replace("\u200f", "")).toBe(formattedValue);
        // A day before the name of its month would be drawn behind it.
        expect(shown.startsWith("\u200f")).toBe(formattedValue.startsWith("۴ آذر"));
        return formattedValue;
    });
}

const FORMATS = ["yyyy/mm/dd", "d mmmm yyyy", "m/d/yy hh:mm:ss", "qqqq yyyy", "hh:mm a"];

test("FC-22, FC-23: cells show dates in the user's calendar and digits", async () => {
    usePersianClient();
    expect(await show(...FORMATS)).toEqual([
        "۱۴۰۵/۰۹/۰۴",
        "۴ آذر ۱۴۰۵",
        "۹/۴/۰۵ ۲۱:۰۵:۰۷",
        "پاییز ۱۴۰۵",
        "۰۹:۰۵ PM",
    ]);
});

test("FC-22, FC-27: cells of readers in English are as they were", async () => {
    useEnglishClient();
    expect(await show(...FORMATS)).toEqual([
        "2026/11/25",
        "25 November 2026",
        "11/25/26 21:05:07",
        "Quarter 4 2026",
        "09:05 PM",
    ]);
    useEnglishClient("jalali");
    expect(await show("d mmmm yyyy")).toEqual(["4 Azar 1405"]);
});

test("FC-22: a day after the last Jalali year is shown as the Gregorian one it is", async () => {
    usePersianClient();
    const { model } = await createModelWithDataSource();
    setCellContent(model, "A1", "=DATE(9999,12,31)");
    setCellFormat(model, "A1", "yyyy/mm/dd");
    expect(getEvaluatedCell(model, "A1").formattedValue).toBe("۹۹۹۹/۱۲/۳۱");
});

test("FC-23: what is reckoned with are numbers, whatever digits they are shown in", async () => {
    usePersianClient();
    const { model } = await createModelWithDataSource();
    setCellContent(model, "A1", "12");
    setCellContent(model, "A2", "=A1*2");
    expect(getEvaluatedCell(model, "A2").formattedValue).toBe("۲۴");
    expect(getCellValue(model, "A2")).toBe(24);
    const position = { sheetId: model.getters.getActiveSheetId(), col: 0, row: 1 };
    expect(model.getters.getCellText(position)).toBe("۲۴");
    expect(model.getters.getCellText(position, { showFormula: true })).toBe("=A1*2");
});
