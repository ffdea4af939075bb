import { describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { makeMockEnv } from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { formatDate, parseDate, serializeDate, toLocaleDateString } from "@web/core/l10n/dates";

const { DateTime, Settings } = luxon;

describe.current.tags("headless");

test("FC-02: Persian in the Gregorian calendar is Gregorian, its months too", async () => {
    mockDate("2026-11-23 12:34:56", +3.5);
    usePersianClient("gregorian");
    await makeMockEnv();
    const date = DateTime.local(2026, 2, 15);
    expect(date.toFormat("MMMM yyyy")).toBe("فوریه 2026");
    expect(toLocaleDateString(date)).toBe("15 فوریه");
    expect(toLocaleDateString(date.minus({ years: 1 }))).toBe("15 فوریه 2025");
    expect(formatDate(date)).toBe("2026/02/15");
    expect(serializeDate(parseDate("2026/02/15"))).toBe("2026-02-15");
});

test("FC-27: the calendar of another language is left alone", async () => {
    useEnglishClient();
    await makeMockEnv();
    expect(Settings.defaultOutputCalendar).toBe(null);
});
