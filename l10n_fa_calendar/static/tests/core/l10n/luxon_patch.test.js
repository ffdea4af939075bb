import { describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { makeMockEnv, serverState } from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { formatDuration } from "@web/core/l10n/dates";

const { DateTime } = luxon;

describe.current.tags("headless");

async function startClient(useClient) {
    mockDate("2026-11-24 12:34:56", +3.5);
    useClient();
    await makeMockEnv();
}

const DATE = () => DateTime.local(2026, 11, 22, 9, 5, 7);

describe("Jalali", () => {
    test("FC-07: texts by locale, in each of their styles", async () => {
        await startClient(usePersianClient);
        const date = DATE();
        const texts = {
            DATE_SHORT: "۱۴۰۵/۰۹/۰۱",
            DATE_MED: "۱ آذر ۱۴۰۵",
            DATE_FULL: "۱ آذر ۱۴۰۵",
            DATE_HUGE: "یکشنبه ۱ آذر ۱۴۰۵",
            TIME_SIMPLE: "۹:۰۵",
            TIME_24_SIMPLE: "۹:۰۵",
            DATETIME_SHORT: "۱۴۰۵/۰۹/۰۱، ۹:۰۵",
            DATETIME_SHORT_WITH_SECONDS: "۱۴۰۵/۰۹/۰۱، ۹:۰۵:۰۷",
            DATETIME_MED: "۱ آذر ۱۴۰۵، ۹:۰۵",
        };
        for (const [style, text] of Object.entries(texts)) {
            expect(date.toLocaleString(DateTime[style])).toBe(text, { message: style });
        }
        expect(date.toLocaleString()).toBe("۱۴۰۵/۰۹/۰۱");
        expect(date.toLocaleString(DateTime.DATE_MED, { locale: "fa-IR" })).toBe("۱ آذر ۱۴۰۵");
        expect(date.toLocaleString({ dateStyle: "long", timeStyle: "short" })).toBe(
            "۱ آذر ۱۴۰۵، ۹:۰۵"
        );
        expect(date.toLocaleString({ month: "long", year: "numeric" })).toBe("آذر ۱۴۰۵");
        expect(date.toLocaleString({ month: "long" })).toBe("آذر");
        expect(date.toLocaleString({ weekday: "long" })).toBe("یکشنبه");
        expect(date.toLocaleString({ month: "numeric", day: "numeric" })).toBe("۰۹/۰۱");
    });

    test("FC-07: a day without its year is of this Jalali year, or has it after all", async () => {
        await startClient(usePersianClient);
        const options = { month: "short", day: "numeric" };
        expect(DateTime.local(2026, 3, 21).toLocaleString(options)).toBe("۱ فروردین");
        expect(DateTime.local(2026, 3, 20).toLocaleString(options)).toBe("۲۹ اسفند ۱۴۰۴");
        expect(DateTime.local(2027, 3, 20).toLocaleString(options)).toBe("۲۹ اسفند");
    });

    test("FC-03: what machines read stays Gregorian and Latin", async () => {
        await startClient(usePersianClient);
        expect(DATE().toFormat("yyyy-MM-dd_HH-mm")).toBe("2026-11-22_09-05");
        expect(DATE().toISODate()).toBe("2026-11-22");
        expect(DATE().toLocaleString(DateTime.DATE_SHORT, { locale: "en-US" })).toBe("11/22/2026");
        expect(DATE().toLocaleString(DateTime.TIME_SIMPLE, { numberingSystem: "latn" })).toBe(
            "9:05"
        );
    });

    test("FC-03, FC-07: a format with the name of a month is for people, if it has a day", async () => {
        await startClient(usePersianClient);
        expect(DATE().toFormat("MMM dd, yyyy")).toBe("۰۱ آذر ۱۴۰۵");
        expect(DATE().toFormat("ccc, MMM d, yyyy")).toMatch(/، ?۱ آذر ۱۴۰۵|, ۱ آذر ۱۴۰۵/);
        expect(DATE().toFormat("LLLL yyyy", { numberingSystem: "latn" })).toMatch(/2026/);
    });

    test("FC-01, FC-28: months have the names of the language, as the server has them", async () => {
        const useDari = () => {
            usePersianClient();
            serverState.lang = "fa_AF";
        };
        await startClient(useDari);
        expect(DATE().toLocaleString({ month: "long", year: "numeric" })).toBe("قوس ۱۴۰۵");
    });

    test("FC-28: in English, in the order of English", async () => {
        await startClient(() => useEnglishClient("jalali"));
        expect(DATE().toFormat("MMM dd, yyyy")).toBe("Azar 01, 1405");
    });

    for (const [base, date, relative, calendar] of [
        // within a month days count, whichever month they are in
        ["2026-11-21", "2026-11-22", "۱ روز دیگر", "فردا"],
        ["2026-11-22", "2026-11-21", "۱ روز پیش", "دیروز"],
        ["2026-11-22", "2026-11-22", "۰ ثانیه بعد", "امروز"],
        ["2026-03-20", "2026-03-21", "۱ روز دیگر", "فردا"],
        ["2026-11-22", "2026-12-21", "۲۹ روز دیگر", "۲۹ روز دیگر"],
        // a Jalali month of 30 and one of 31 days
        ["2026-11-22", "2026-12-22", "۱ ماه بعد", "ماه آینده"],
        ["2026-09-22", "2026-08-23", "۳۰ روز پیش", "۳۰ روز پیش"],
        ["2026-09-22", "2026-08-22", "۱ ماه پیش", "ماه گذشته"],
        ["2026-11-22", "2026-06-22", "۵ ماه پیش", "۵ ماه پیش"],
        // a Jalali year, leap or not
        ["2024-03-20", "2025-03-20", "۱۱ ماه بعد", "۱۱ ماه بعد"],
        ["2024-03-20", "2025-03-21", "۱ سال بعد", "سال آینده"],
        ["2026-11-22", "2024-11-21", "۲ سال پیش", "۲ سال پیش"],
    ]) {
        test(`FC-07: ${date} seen from ${base}`, async () => {
            await startClient(usePersianClient);
            const options = { base: DateTime.fromISO(base) };
            expect(DateTime.fromISO(date).toRelative(options)).toBe(relative);
            expect(DateTime.fromISO(date).toRelativeCalendar(options)).toBe(calendar);
        });
    }

    test("FC-07: hours and minutes ago, and a unit that is asked for", async () => {
        await startClient(usePersianClient);
        expect(DateTime.now().minus({ hours: 3 }).toRelative()).toBe("۳ ساعت پیش");
        const options = { base: DateTime.fromISO("2026-09-22"), unit: "days" };
        expect(DateTime.fromISO("2026-11-22").toRelative(options)).toBe("۶۱ روز دیگر");
    });

    test("FC-07: durations have their two largest units, or one", async () => {
        await startClient(usePersianClient);
        const seconds = (21 * 24 * 60 + 61) * 60 + 5;
        expect(formatDuration(seconds, true)).toBe("۲۱ روز و ۱ ساعت");
        expect(formatDuration(seconds, false)).toBe("۲۱ روز");
        expect(formatDuration(0, false)).toBe("۱ دقیقه");
    });

    test("FC-28: in English", async () => {
        await startClient(() => useEnglishClient("jalali"));
        expect(DATE().toLocaleString(DateTime.DATETIME_MED)).toMatch(/^1 Azar 1405, 9:05\sAM$/);
        const options = { base: DateTime.fromISO("2026-09-22") };
        expect(DateTime.fromISO("2026-08-22").toRelative(options)).toBe("1 month ago");
    });
});

test("FC-27: a user in English has what luxon gives", async () => {
    await startClient(useEnglishClient);
    expect(DATE().toLocaleString(DateTime.DATETIME_MED)).toMatch(/^Nov 22, 2026, 9:05\sAM$/);
    expect(DateTime.local(2025, 3, 20).toLocaleString({ month: "short", day: "numeric" })).toBe(
        "Mar 20"
    );
    const options = { base: DateTime.fromISO("2026-11-30") };
    expect(DateTime.fromISO("2026-12-01").toRelativeCalendar(options)).toBe("next month");
    expect(DateTime.fromISO("2026-12-01").toRelative(options)).toBe("in 1 day");
    expect(formatDuration(3661, true)).toBe("1 hour, 1 minute");
});
