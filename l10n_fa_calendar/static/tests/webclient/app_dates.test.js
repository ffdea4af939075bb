import { expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { registry } from "@web/core/registry";
import { makeMockEnv } from "@web/../tests/web_test_helpers";

/** What the apps have in their registries, as these lines of theirs are written. */
class ForecastedHeader {
    get leadTime() {
        return { total_delay: 3, today: "11/24/2026", earliestPossibleArrival: "11/27/2026" };
    }
}

class TimePeriodSelectionField {
    get options() {
        return [
            ["one_week", "Last 7 days"],
            ["last_year_m_plus_1", "December 2025"],
            ["last_year_quarter", "Nov 2025-Jan 2026"],
        ];
    }
}

test("FC-03, FC-27: dates of apps that have no addon of their own here", async () => {
    mockDate("2026-11-24 12:34:56", +3.5);
    registry
        .category("actions")
        .add("stock_forecasted", { components: { ForecastedHeader } }, { force: true });
    registry
        .category("fields")
        .add("time_period_selection", { component: TimePeriodSelectionField }, { force: true });
    usePersianClient();
    await makeMockEnv();
    useEnglishClient();
    registry.category("services").get("l10n_fa_calendar.app_dates").start();
    expect(new ForecastedHeader().leadTime.today).toBe("11/24/2026");
    expect(new TimePeriodSelectionField().options[1][1]).toBe("December 2025");
    usePersianClient();
    expect(new ForecastedHeader().leadTime).toEqual({
        total_delay: 3,
        today: "۱۴۰۵/۰۹/۰۳",
        earliestPossibleArrival: "۱۴۰۵/۰۹/۰۶",
    });
    expect(new TimePeriodSelectionField().options).toEqual([
        ["one_week", "Last 7 days"],
        ["last_year_m_plus_1", "دی ۱۴۰۴"],
        ["last_year_quarter", "آذر ۱۴۰۴ – بهمن ۱۴۰۴"],
    ]);
});
