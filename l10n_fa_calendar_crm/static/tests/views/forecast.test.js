import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { FillTemporalPeriod } from "@crm/views/fill_temporal_service";
import { ForecastSearchModel } from "@crm/views/forecast_search_model";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

describe.current.tags("headless");

beforeEach(() => mockDate("2026-11-23 12:34:56", +3.5)); // 1405/09/02

const makePeriod = (granularity, minGroups, type = "date") =>
    new FillTemporalPeriod("crm.lead", { name: "day", type }, granularity, minGroups);
const days = ({ start, end }) => [start.toISODate(), end.toISODate()];

test("FC-11: the forecast runs from this Jalali month to the end of the year", () => {
    usePersianClient();
    expect(days(makePeriod("month", 4))).toEqual(["2026-11-22", "2027-03-21"]);
    // One more than the months left of 1405: to the end of 1406.
    expect(days(makePeriod("month", 5))).toEqual(["2026-11-22", "2028-03-20"]);
    expect(days(makePeriod("quarter", 2))).toEqual(["2026-09-23", "2027-03-21"]);
    expect(days(makePeriod("year", 3))).toEqual(["2026-03-21", "2029-03-20"]);
});

test("FC-11: one more column is one more Jalali month", () => {
    usePersianClient();
    const period = makePeriod("month", 4);
    period.expand();
    expect(days(period)).toEqual(["2026-11-22", "2027-04-21"]);
    expect(period.getContext({ context: {} }).fill_temporal).toEqual({
        fill_from: "2026-11-22",
        fill_to: "2027-04-20",
        min_groups: 4,
    });
});

test("FC-11: moments start at midnight of the user's time zone", () => {
    usePersianClient();
    const { fill_temporal } = makePeriod("month", 4, "datetime").getContext({ context: {} });
    expect(fill_temporal.fill_from).toBe("2026-11-21 20:30:00");
});

test("FC-11: weeks and days are counted as ever", () => {
    usePersianClient();
    const [start] = days(makePeriod("day", 4));
    expect(start).toBe("2026-11-23");
});

test("FC-27: in the Gregorian calendar the forecast is Odoo's own", () => {
    useEnglishClient();
    const period = makePeriod("month", 4);
    expect(days(period)).toEqual(["2026-11-01", "2028-01-01"]);
    period.expand();
    expect(days(period)).toEqual(["2026-11-01", "2028-02-01"]);
});

function forecastStart(groupBy, type = "date") {
    const model = Object.create(ForecastSearchModel.prototype, {
        groupBy: { value: groupBy },
        searchViewFields: { value: { day: { type } } },
    });
    return model._getForecastStart("day");
}

test("FC-11: the forecast filter starts with the Jalali period", () => {
    usePersianClient();
    expect(forecastStart(["day:month"])).toBe("2026-11-22");
    expect(forecastStart(["stage_id", "day:quarter"])).toBe("2026-09-23");
    expect(forecastStart(["day:year"])).toBe("2026-03-21");
    expect(forecastStart([])).toBe("2026-11-22");
    expect(forecastStart(["stage_id"])).toBe("2026-11-23");
    expect(forecastStart(["day:week"])).not.toBe("2026-11-22");
    expect(forecastStart(["day"], "datetime")).toBe("2026-11-21 20:30:00");
    useEnglishClient();
    expect(forecastStart(["day:month"])).toBe("2026-11-01");
});
