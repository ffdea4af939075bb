import { describe, expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import { makeMockEnv, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import {
    deserializeDate,
    deserializeDateTime,
    formatDate,
    formatDateTime,
    parseDate,
    parseDateTime,
    serializeDate,
    serializeDateTime,
    toLocaleDateString,
    toLocaleDateTimeString,
} from "@web/core/l10n/dates";
import { localization } from "@web/core/l10n/localization";

describe.current.tags("headless");

const PATCH = "@l10n_fa_calendar/core/l10n/dates_patch";
const CORE = "@web/core/l10n/dates";

async function startPersianClient() {
    mockDate("2026-11-23 12:34:56", +3.5);
    usePersianClient();
    await makeMockEnv();
}

test("the patch starts before every other module that takes functions out of dates.js", () => {
    const started = [...odoo.loader.modules.keys()];
    const importers = started.filter((name) =>
        odoo.loader.factories.get(name)?.deps.includes(CORE)
    );
    expect(importers.length).toBeGreaterThan(10);
    expect(importers[0]).toBe(PATCH);
});

describe("shown", () => {
    test("FC-03: dates in the user's format, in Jalali and Persian digits", async () => {
        await startPersianClient();
        const date = deserializeDate("2026-11-22");
        expect(formatDate(date)).toBe("۱۴۰۵/۰۹/۰۱");
        expect(formatDate(deserializeDate("2025-03-20"))).toBe("۱۴۰۳/۱۲/۳۰");
        expect(formatDate(deserializeDate("2026-03-20"))).toBe("۱۴۰۴/۱۲/۲۹");
        expect(formatDate(false)).toBe("");
    });

    test("FC-03: the day of a datetime is the day in the user's time zone", async () => {
        await startPersianClient();
        const datetime = deserializeDateTime("2026-11-21 20:45:10");
        expect(formatDateTime(datetime)).toBe("۱۴۰۵/۰۹/۰۱ ۰۰:۱۵:۱۰");
        expect(formatDateTime(datetime, { tz: "UTC" })).toBe("۱۴۰۵/۰۸/۳۰ ۲۰:۴۵:۱۰");
        expect(formatDateTime(false)).toBe("");
    });

    test("FC-03: readable formats of a caller", async () => {
        await startPersianClient();
        const date = deserializeDate("2026-11-22");
        const texts = {
            DDD: "۱ آذر ۱۴۰۵",
            DDDD: "یکشنبه ۱ آذر ۱۴۰۵",
            "MMMM yyyy": "آذر ۱۴۰۵",
            "LLL d, y": "آذر ۱, ۱۴۰۵",
            "MMMM 'd' yy": "آذر d ۰۵",
            "q o MMM": "۳ ۲۴۷ آذر",
        };
        for (const [format, text] of Object.entries(texts)) {
            expect(formatDate(date, { format })).toBe(text);
        }
    });

    test("FC-03: a machine's format stays Gregorian and Latin", async () => {
        await startPersianClient();
        const date = deserializeDateTime("2026-11-22 10:30:00");
        const machineFormat = (format) => formatDateTime(date, { format });
        expect(formatDate(date, { format: "yyyy-MM-dd" })).toBe("2026-11-22");
        expect(machineFormat("yyyy-MM-dd HH:mm:ss")).toBe("2026-11-22 14:00:00");
        expect(machineFormat("MM_dd_yyyy-HH_mm_ss")).toBe("11_22_2026-14_00_00");
    });

    test("FC-03: short texts leave out the current Jalali year, and no other", async () => {
        await startPersianClient();
        const text = (isoDate) => toLocaleDateString(deserializeDate(isoDate));
        expect(text("2026-11-22")).toBe("۱ آذر");
        // the same Gregorian year, another Jalali one, and the other way round
        expect(text("2026-03-20")).toBe("۲۹ اسفند ۱۴۰۴");
        expect(text("2027-03-20")).toBe("۲۹ اسفند");
        expect(toLocaleDateString(false)).toBe("");
    });

    test("FC-03: short texts with a time", async () => {
        await startPersianClient();
        const datetime = deserializeDateTime("2026-11-22 07:00:05");
        expect(toLocaleDateTimeString(datetime)).toBe("۱ آذر، ۱۰:۳۰");
        expect(toLocaleDateTimeString(datetime, { showSeconds: true })).toBe("۱ آذر، ۱۰:۳۰:۰۵");
        expect(toLocaleDateTimeString(datetime, { showTime: false })).toBe("۱ آذر");
        expect(toLocaleDateTimeString(datetime, { showDate: false })).toBe("۱۰:۳۰");
        expect(toLocaleDateTimeString(datetime, { tz: "UTC" })).toBe("۱ آذر، ۷:۰۰");
        expect(toLocaleDateTimeString(false)).toBe("");
    });

    test("FC-03: beyond the Jalali year 1699 dates are Gregorian, as they are when typed", async () => {
        await startPersianClient();
        expect(formatDate(deserializeDate("2321-03-20"))).toBe("۱۶۹۹/۱۲/۲۹");
        expect(formatDate(deserializeDate("2321-03-21"))).toBe("۲۳۲۱/۰۳/۲۱");
        expect(formatDate(deserializeDate("9999-12-31"))).toBe("۹۹۹۹/۱۲/۳۱");
        expect(toLocaleDateString(deserializeDate("9999-12-31"))).toBe("۳۱ دسامبر ۹۹۹۹");
    });
});

describe("typed", () => {
    const DATES = {
        "1405/09/01": "2026-11-22",
        "۱۴۰۵/۰۹/۰۱": "2026-11-22",
        "١٤٠٥/٠٩/٠١": "2026-11-22",
        "۱۴۰۵/۹/۱": "2026-11-22",
        "1405-9-1": "2026-11-22",
        "1405.09.01": "2026-11-22",
        "1405 9 1": "2026-11-22",
        "-1405/09/01": "2026-11-22",
        "01-09-1405": "2026-11-22",
        "  1405/09/01\u200f ": "2026-11-22",
        14050901: "2026-11-22",
        "050901": "2026-11-22",
        "0901": "2026-11-22",
        "05/09/01": "2026-11-22",
        "99/01/01": "2020-03-20",
        "36/01/01": "1957-03-21",
        "35/01/01": "2056-03-20",
        "09/01": "2026-11-22",
        "9/1": "2026-11-22",
        "1403/12/30": "2025-03-20",
        "1404/01/01": "2025-03-21",
        "1 آذر 1405": "2026-11-22",
        "۱ آذر": "2026-11-22",
        "آذر 1": "2026-11-22",
        "1405 آذر 1": "2026-11-22",
        "یکشنبه ۱ آذر ۱۴۰۵": "2026-11-22",
        "۱ فروردين ۱۴۰۵": "2026-03-21",
        "2026/11/22": "2026-11-22",
        "۲۰۲۶-۱۱-۲۲": "2026-11-22",
        "22/11/2026": "2026-11-22",
        "1700/01/01": "1700-01-01",
        "1699/12/29": "2321-03-20",
        "9999/12/31": "9999-12-31",
        "2026-11-21T23:30:00+00:00": "2026-11-22",
    };

    test("FC-04: dates in many spellings", async () => {
        await startPersianClient();
        for (const [text, isoDate] of Object.entries(DATES)) {
            expect(serializeDate(parseDate(text))).toBe(isoDate, { message: text });
        }
    });

    test("FC-04: dates in the order of the user's format", async () => {
        await startPersianClient();
        const parse = (text, format) => serializeDate(parseDate(text, { format }));
        expect(parse("01/09/1405", "dd/MM/yyyy")).toBe("2026-11-22");
        expect(parse("1/9/05", "dd/MM/yyyy")).toBe("2026-11-22");
        expect(parse("1/9", "dd/MM/yyyy")).toBe("2026-11-22");
        expect(parse("01091405", "dd/MM/yyyy")).toBe("2026-11-22");
        expect(parse("1405/09/01", "dd/MM/yyyy")).toBe("2026-11-22");
        expect(parse("09/01/1405", "MM/dd/yyyy")).toBe("2026-11-22");
        expect(parse("1405/09/01", "MM/dd/yyyy")).toBe("2026-11-22");
        expect(parse("9/1405", "MM/yyyy")).toBe("2026-11-22");
    });

    test("FC-04: what is no date is refused with an example of one", async () => {
        await startPersianClient();
        const texts = ["1405/13/01", "1405/00/01"];
        texts.push("abc", "12", "405/09/01", "14050/09/01", "1405/09", "1405/09/01/01", "آذر");
        texts.push("2026/02/30", "10000/01/01", "0377/01/01", "1405/09/01 foo");
        for (const text of texts) {
            expect(() => parseDate(text)).toThrow(/is not a date.*۱۴۰۵\/۰۹\/۰۲/, { message: text });
        }
        for (const text of ["1404/12/30", "1405/07/31", "1405/1/32"]) {
            expect(() => parseDate(text)).toThrow(/is not a date: .* has (۲۹|۳۰|۳۱) days/);
        }
        expect(parseDate("")).toBe(false);
    });

    test("FC-04: datetimes are of the user's time zone", async () => {
        await startPersianClient();
        const parse = (text, options) => serializeDateTime(parseDateTime(text, options));
        expect(parse("۱۴۰۵/۰۹/۰۱ ۰۰:۱۵:۱۰")).toBe("2026-11-21 20:45:10");
        expect(parse("1405/09/01 10:30")).toBe("2026-11-22 07:00:00");
        expect(parse("09/01 10:30")).toBe("2026-11-22 07:00:00");
        expect(parse("۱ آذر، ۱۰:۳۰")).toBe("2026-11-22 07:00:00");
        expect(parse("1405/09/01 ۱۰:۳۰ ب.ظ.")).toBe("2026-11-22 19:00:00");
        expect(parse("1405/09/01 12:30 AM")).toBe("2026-11-21 21:00:00");
        expect(parse("1405/09/01")).toBe("2026-11-21 20:30:00");
        expect(parse("1405/09/01 10:30", { tz: "UTC" })).toBe("2026-11-22 10:30:00");
        expect(parse("2026-11-22T10:30:00Z")).toBe("2026-11-22 10:30:00");
        for (const text of ["1405/09/01 25:00", "1405/09/01 10:60", "10:30"]) {
            expect(() => parseDateTime(text)).toThrow(/is not a date/, { message: text });
        }
    });

    test("FC-04: a Jalali year is never taken for one A.D.", async () => {
        await startPersianClient();
        const texts = ["-14050901", "=14050901", "today 1405/09/01", "1405-09-01T10:30:00"];
        for (const text of texts) {
            expect(() => parseDate(text)).toThrow(/is not a/, { message: text });
        }
        expect(() => parseDateTime("1405-09-01", { format: "HH:mm" })).toThrow(/is not a/);
        expect(serializeDate(parseDate("1405/9/1", { format: "D" }))).toBe("2026-11-22");
    });

    test("FC-04: a time alone is read as the core reads it", async () => {
        await startPersianClient();
        expect(parseDateTime("۱۰:۳۰", { format: "HH:mm" }).toFormat("HH:mm")).toBe("10:30");
    });

    test("FC-04: smart dates, their months and years Jalali", async () => {
        mockDate("2026-09-22 12:34:56", +3.5); // 1405/06/31
        usePersianClient();
        await makeMockEnv();
        const dates = {
            today: "2026-09-22",
            امروز: "2026-09-22",
            "+1d": "2026-09-23",
            "+۱": "2026-09-23",
            "-2w": "2026-09-08",
            "+1m": "2026-10-22", // 1405/07/30
            "-1m": "2026-08-22", // 1405/05/31
            "+6m": "2027-03-20", // 1405/12/29
            "-2y": "2024-09-21", // 1403/06/31
            "=1d": "2026-08-23", // 1405/06/01
            "=1m =1d": "2026-03-21", // 1405/01/01
            "=1404y": "2025-09-22", // 1404/06/31
            "=2020y": "2020-09-22",
            "today +1m +1d": "2026-10-23",
            "=1d +1m -1d": "2026-09-22", // the month's last day
            "=week_start": "2026-09-19",
        };
        for (const [text, isoDate] of Object.entries(dates)) {
            expect(serializeDate(parseDate(text))).toBe(isoDate, { message: text });
        }
        expect(serializeDateTime(parseDateTime("=1d"))).toBe("2026-08-22 20:30:00");
        expect(serializeDateTime(parseDateTime("+1m"))).toBe("2026-10-22 12:34:56");
    });
});

test("FC-04: what is shown reads back as what it was, through all years and formats", async () => {
    await startPersianClient();
    const lastYears = {
        "yyyy/MM/dd": 9998,
        "dd/MM/yyyy": 9998,
        "MM-dd-yyyy": 9998,
        "d MMMM yyyy": 2320,
        "cccc d MMM yyyy": 2320,
    };
    for (const [dateFormat, lastYear] of Object.entries(lastYears)) {
        patchWithCleanup(localization, { dateFormat });
        const mismatches = [];
        let date = deserializeDate("1000-02-01");
        while (date.year <= lastYear) {
            const text = formatDate(date);
            if (serializeDate(parseDate(text)) !== date.toISODate()) {
                mismatches.push([date.toISODate(), text]);
            }
            date = date.plus({ days: date.year > 1900 && date.year < 2100 ? 257 : 3001 });
        }
        expect(mismatches).toEqual([]);
    }
});

test("FC-03: what is sent to the server is Gregorian", async () => {
    await startPersianClient();
    expect(serializeDate(parseDate("۱۴۰۵/۰۹/۰۱"))).toBe("2026-11-22");
    expect(serializeDate(deserializeDate("2026-11-22"))).toBe("2026-11-22");
    expect(serializeDateTime(deserializeDateTime("2026-11-22 10:30:00"))).toBe(
        "2026-11-22 10:30:00"
    );
});

test("FC-27: a user in English sees and types Gregorian dates", async () => {
    mockDate("2026-11-23 12:34:56", 0);
    useEnglishClient();
    await makeMockEnv();
    const date = deserializeDate("2026-11-22");
    const datetime = deserializeDateTime("2026-11-22 10:30:00");
    expect(formatDate(date)).toBe("11/22/2026");
    expect(formatDateTime(datetime)).toBe("11/22/2026 10:30:00");
    expect(toLocaleDateString(date)).toBe("Nov 22");
    expect(toLocaleDateTimeString(datetime)).toBe("Nov 22, 10:30 AM");
    expect(serializeDate(parseDate("11/22/2026"))).toBe("2026-11-22");
    expect(serializeDate(parseDate("=1d"))).toBe("2026-11-01");
    expect(() => parseDate("14/22/2026")).toThrow(/is not a correct date or datetime/);
});
