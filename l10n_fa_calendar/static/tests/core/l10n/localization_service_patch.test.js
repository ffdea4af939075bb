import { describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { makeMockEnv } from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import {
    formatDate,
    formatDateTime,
    parseDate,
    parseDateTime,
    serializeDate,
    serializeDateTime,
    toLocaleDateString,
    toLocaleDateTimeString,
} from "@web/core/l10n/dates";

const { DateTime, Settings } = luxon;

describe.current.tags("headless");

test("FC-02: Persian in the Gregorian calendar is Gregorian, its months too", async () => {
    mockDate("2026-11-23 12:34:56", +3.5);
    usePersianClient("gregorian", "latin");
    await makeMockEnv();
    const date = DateTime.local(2026, 2, 15);
    expect(date.toFormat("MMMM yyyy")).toBe("فوریه 2026");
    expect(toLocaleDateString(date)).toBe("15 فوریه");
    expect(toLocaleDateString(date.minus({ years: 1 }))).toBe("15 فوریه 2025");
    expect(formatDate(date)).toBe("2026/02/15");
    expect(serializeDate(parseDate("2026/02/15"))).toBe("2026-02-15");
});

test("FC-02: the Gregorian calendar in Persian digits", async () => {
    mockDate("2026-11-23 12:34:56", +3.5);
    usePersianClient("gregorian");
    await makeMockEnv();
    const date = DateTime.local(2026, 2, 15, 9, 5);
    expect(formatDate(date)).toBe("۲۰۲۶/۰۲/۱۵");
    expect(formatDateTime(date)).toBe("۲۰۲۶/۰۲/۱۵ ۰۹:۰۵:۰۰");
    expect(toLocaleDateString(date)).toBe("۱۵ فوریه");
    expect(formatDate(date, { format: "yyyy-MM-dd" })).toBe("2026-02-15");
    expect(serializeDate(parseDate("۲۰۲۶/۰۲/۱۵"))).toBe("2026-02-15");
    expect(serializeDateTime(parseDateTime("۲۰۲۶/۰۲/۱۵ ۰۹:۰۵:۰۰"))).toBe("2026-02-15 05:35:00");
});

test("FC-02: the Jalali calendar in Latin digits", async () => {
    mockDate("2026-11-23 12:34:56", +3.5);
    usePersianClient("jalali", "latin");
    await makeMockEnv();
    const date = DateTime.local(2026, 11, 22);
    expect(formatDate(date)).toBe("1405/09/01");
    expect(toLocaleDateString(date)).toBe("1 آذر");
    expect(serializeDate(parseDate("1405/09/01"))).toBe("2026-11-22");
    expect(serializeDate(parseDate("۱۴۰۵/۰۹/۰۱"))).toBe("2026-11-22");
});

test("FC-02: the Jalali calendar for a user in English", async () => {
    mockDate("2026-11-23 12:34:56", +3.5);
    useEnglishClient("jalali");
    await makeMockEnv();
    expect(formatDate(DateTime.local(2026, 11, 22))).toBe("09/01/1405");
    expect(serializeDate(parseDate("09/01/1405"))).toBe("2026-11-22");
});

test("FC-27: the calendar of another language is left alone", async () => {
    useEnglishClient();
    await makeMockEnv();
    expect(Settings.defaultOutputCalendar).toBe(null);
});

test("FC-28: Jalali months have names in English", async () => {
    mockDate("2026-11-23 12:34:56", +3.5);
    useEnglishClient("jalali");
    await makeMockEnv();
    const date = DateTime.local(2025, 3, 21, 9, 5);
    expect(toLocaleDateString(date)).toBe("1 Farvardin 1404");
    expect(toLocaleDateTimeString(date)).toMatch(/^1 Farvardin 1404, 9:05/);
    expect(serializeDate(parseDate("1 farvardin 1404"))).toBe("2025-03-21");
    expect(serializeDate(parseDate("۱ فروردین ۱۴۰۴"))).toBe("2025-03-21");
});
