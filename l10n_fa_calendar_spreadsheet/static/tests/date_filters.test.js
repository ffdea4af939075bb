import { describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import {
    useEnglishClient,
    usePersianClient,
} from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { defineSpreadsheetActions, defineSpreadsheetModels } from "@spreadsheet/../tests/helpers/data";
import { insertChartInSpreadsheet } from "@spreadsheet/../tests/helpers/chart";
import { addGlobalFilter } from "@spreadsheet/../tests/helpers/commands";
import { createModelWithDataSource } from "@spreadsheet/../tests/helpers/model";
import { DateFilterValue } from "@spreadsheet/global_filters/components/date_filter_value/date_filter_value";
import {
    dateFilterValueToString,
    getBestGranularity,
    getDateRange,
    getFacetInfo,
    getNextDateFilterValue,
    getPreviousDateFilterValue,
} from "@spreadsheet/global_filters/helpers";
import { waitForDataLoaded } from "@spreadsheet/helpers/model";
import { contains, makeMockEnv, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineSpreadsheetModels();
defineSpreadsheetActions();

const AZAR = { type: "month", year: 1405, month: 9 };
const relative = (period) => ({ type: "relative", period });

function limits(value, offset) {
    const { from, to } = getDateRange(value, offset);
    return [from.toISODate(), to.toISODate()];
}

test("FC-22: a value of the filter tells its calendar, and means the same to all", async () => {
    await makeMockEnv();
    for (const useClient of [usePersianClient, useEnglishClient]) {
        useClient();
        expect(limits(AZAR)).toEqual(["2026-11-22", "2026-12-21"]);
        expect(limits(AZAR, -9)).toEqual(["2026-02-20", "2026-03-20"]);
        expect(limits({ type: "quarter", year: 1405, quarter: 4 })).toEqual([
            "2026-12-22",
            "2027-03-20",
        ]);
        expect(limits({ type: "year", year: 1403 })).toEqual(["2024-03-20", "2025-03-20"]);
        expect(limits({ type: "month", year: 2026, month: 11 })).toEqual([
            "2026-11-01",
            "2026-11-30",
        ]);
        expect(getNextDateFilterValue({ ...AZAR, month: 12 })).toEqual({
            ...AZAR,
            year: 1406,
            month: 1,
        });
        expect(getBestGranularity(AZAR)).toBe("day");
        expect(getBestGranularity({ type: "year", year: 1405 })).toBe("month");
    }
    expect(dateFilterValueToString(AZAR)).toBe("Azar 1405");
});

test("FC-22: what counts from today is of the user's calendar", () => {
    mockDate("2026-11-25 12:00:00");
    usePersianClient();
    expect(limits(relative("month_to_date"))).toEqual(["2026-11-22", "2026-11-25"]);
    expect(limits(relative("last_month"))).toEqual(["2026-10-23", "2026-11-21"]);
    expect(limits(relative("year_to_date"))).toEqual(["2026-03-21", "2026-11-25"]);
    expect(limits(relative("last_12_months"))).toEqual(["2025-11-22", "2026-11-21"]);
    expect(limits(relative("last_7_days"))).toEqual(["2026-11-19", "2026-11-25"]);
    expect(getPreviousDateFilterValue(relative("last_month"))).toEqual({ ...AZAR, month: 7 });
    expect(getNextDateFilterValue(relative("last_month"))).toEqual(AZAR);
    expect(getNextDateFilterValue(relative("year_to_date"))).toEqual({ type: "year", year: 1406 });
    expect(getPreviousDateFilterValue(relative("last_12_months"))).toEqual({
        type: "range",
        from: "2024-11-21",
        to: "2025-11-21",
    });
    useEnglishClient();
    expect(limits(relative("last_month"))).toEqual(["2026-10-01", "2026-10-31"]);
    expect(getNextDateFilterValue(relative("last_month"))).toEqual({
        type: "month",
        year: 2026,
        month: 11,
    });
});

test("FC-22: filters are named in the user's calendar", async () => {
    usePersianClient();
    await makeMockEnv();
    const range = { type: "range", from: "2026-11-22", to: "2026-12-21" };
    expect(dateFilterValueToString(AZAR)).toBe("آذر ۱۴۰۵");
    expect(dateFilterValueToString(range)).toBe("۱ آذر ۱۴۰۵ – ۳۰ آذر ۱۴۰۵");
    const filter = { id: "1", type: "date", label: "Day" };
    expect((await getFacetInfo({}, filter, AZAR)).values).toEqual(["آذر ۱۴۰۵"]);
    usePersianClient("gregorian");
    expect(dateFilterValueToString(range)).toMatch(/۲۰۲۶/);
});

test("FC-22: the menu of a filter offers Jalali months, seasons and years", async () => {
    mockDate("2026-11-25 12:00:00");
    usePersianClient();
    await mountWithCleanup(DateFilterValue, {
        props: { update: (value) => expect.step(value) },
    });
    await contains("input.o-date-filter-input").click();
    const shown = (id) => document.querySelector(`[data-id=${id}] input`).value;
    expect(["month", "quarter", "year"].map(shown)).toEqual(["آذر ۱۴۰۵", "پاییز ۱۴۰۵", "۱۴۰۵"]);
    await contains("[data-id=month] .btn-next").click();
    expect.verifySteps([{ ...AZAR, month: 10 }]);
});

test("FC-22: charts are grouped by the reader's months, and filtered by their days", async () => {
    mockDate("2026-11-25 12:00:00");
    usePersianClient();
    onRpc("formatted_read_group", ({ kwargs }) => {
        expect.step([kwargs.context.jalali_periods, ...kwargs.domain]);
        return [{ "date:month": ["2026-11-22", "آذر ۱۴۰۵"], __count: 2, __extra_domain: [] }];
    });
    const { model } = await createModelWithDataSource();
    const chartId = insertChartInSpreadsheet(model, "odoo_bar", {
        metaData: { groupBy: ["date:month"], measure: "__count", order: null, resModel: "partner" },
    });
    await addGlobalFilter(
        model,
        { id: "42", type: "date", label: "Day", defaultValue: "this_month" },
        { chart: { [chartId]: { chain: "date", type: "date" } } }
    );
    const getRuntime = () => model.getters.getChartRuntime(chartId).chartJsConfig;
    const getLabels = () => getRuntime().data.labels;
    getLabels();
    await waitForDataLoaded(model);
    expect(getLabels()).toEqual(["آذر ۱۴۰۵"]);
    expect(getRuntime().options.scales.y.ticks.callback(1200)).toMatch(/^۱[,٬]۲۰۰$/);
    expect.verifySteps([
        [true, "&", ["date", ">=", "2026-11-22"], ["date", "<=", "2026-12-21"]],
    ]);
});
