import { describe, expect, test } from "@odoo/hoot";
import { click, edit, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import { makeMockEnv, mountWithCleanup } from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { DateTimePicker } from "@web/core/datetime/datetime_picker";

const { DateTime } = luxon;

const DAYS = ".o_date_item_cell:not(.o_out_of_range)";

const toPersian = (number) => String(number).replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
const numbers = (from, to) => [...Array(to - from + 1)].map((_, i) => toPersian(from + i));

async function clickAndWait(selector) {
    await click(selector);
    await animationFrame();
}

async function pick(label, selector = DAYS) {
    await clickAndWait(`${selector}:contains(/^${label}$/)`);
}

/** Mounts the picker; what is picked is a step. */
async function mountPicker(value, props = {}) {
    mockDate("2026-11-23 12:34:56", +3.5);
    await makeMockEnv();
    const toStep = (date) => date && date.toFormat("yyyy-MM-dd HH:mm", { numberingSystem: "latn" });
    await mountWithCleanup(DateTimePicker, {
        props: {
            type: "date",
            value: value && DateTime.fromISO(value),
            onSelect: (date) => expect.step([date].flat().map(toStep).join(",")),
            ...props,
        },
    });
}

describe("Jalali", () => {
    test("FC-05: the days of a Jalali month, in weeks from Saturday", async () => {
        usePersianClient();
        await mountPicker("2026-11-22");
        expect(".o_datetime_picker_header").toHaveText("آذر ۱۴۰۵");
        expect(queryAllTexts(".o_day_of_week_cell")).toEqual([
            "",
            "ش",
            "ی",
            "د",
            "س",
            "چ",
            "پ",
            "ج",
        ]);
        expect(queryAllTexts(DAYS)).toEqual(numbers(1, 30));
        expect(queryAllTexts(".o_date_item_cell")).toEqual([
            toPersian(30),
            ...numbers(1, 30),
            ...numbers(1, 11),
        ]);
        expect(".o_selected").toHaveText("۱");
        expect(".o_today").toHaveText("۲");
    });

    test("FC-05: weeks are numbered in the Jalali year, from the one that Nowruz is in", async () => {
        usePersianClient();
        await mountPicker("2025-03-20");
        expect(".o_datetime_picker_header").toHaveText("اسفند ۱۴۰۳");
        expect(queryAllTexts(".o_week_number_cell")).toEqual([
            ...numbers(49, 52),
            ...numbers(1, 2),
        ]);
    });

    test("FC-05: Thursday and Friday are marked", async () => {
        usePersianClient();
        await mountPicker("2026-11-22");
        expect(queryAllTexts(`${DAYS}.o_l10n_fa_calendar_weekend`)).toEqual(
            [5, 6, 12, 13, 19, 20, 26, 27].map(toPersian)
        );
    });

    test("FC-05: Esfand has 30 days in a leap year and 29 in another", async () => {
        usePersianClient();
        await mountPicker("2025-03-20");
        expect(queryAllTexts(DAYS)).toEqual(numbers(1, 30));
        for (let month = 0; month < 12; month++) {
            await clickAndWait(".o_next");
        }
        expect(".o_datetime_picker_header").toHaveText("اسفند ۱۴۰۴");
        expect(queryAllTexts(DAYS)).toEqual(numbers(1, 29));
    });

    test("FC-05: a picked day is its Gregorian date", async () => {
        usePersianClient();
        await mountPicker("2026-11-22");
        await pick("۵");
        await clickAndWait(".o_next");
        await pick("۳۰");
        expect.verifySteps(["2026-11-26 00:00", "2027-01-20 00:00"]);
    });

    test("FC-05: without a value the picker opens on this month", async () => {
        usePersianClient();
        await mountPicker(false);
        expect(".o_datetime_picker_header").toHaveText("آذر ۱۴۰۵");
        await clickAndWait(".o_previous");
        expect(".o_datetime_picker_header").toHaveText("آبان ۱۴۰۵");
    });

    test("FC-05: months, years and decades", async () => {
        usePersianClient();
        await mountPicker("2026-11-22");
        await clickAndWait(".o_zoom_out");
        expect(".o_datetime_picker_header").toHaveText("۱۴۰۵");
        expect(queryAllTexts(".o_date_item_cell").at(0)).toBe("فروردین");
        expect(queryAllTexts(".o_date_item_cell").at(-1)).toBe("اسفند");
        expect(".o_selected").toHaveText("آذر");

        await clickAndWait(".o_zoom_out");
        expect(".o_datetime_picker_header").toHaveText("۱۳۹۹ - ۱۴۱۰");
        expect(queryAllTexts(".o_date_item_cell")).toEqual(numbers(1399, 1410));
        expect(".o_selected").toHaveText("۱۴۰۵");

        await clickAndWait(".o_zoom_out");
        expect(".o_datetime_picker_header").toHaveText("۱۳۹۰ - ۱۵۰۰");
        expect(".o_selected").toHaveText("۱۴۰۰");

        await pick("۱۳۹۰");
        expect(".o_datetime_picker_header").toHaveText("۱۳۸۹ - ۱۴۰۰");
        await pick("۱۳۹۹");
        await pick("اسفند");
        expect(".o_datetime_picker_header").toHaveText("اسفند ۱۳۹۹");
        await pick("۳۰");
        expect.verifySteps(["2021-03-20 00:00"]);
    });

    test("FC-05: the arrows step by what is shown", async () => {
        usePersianClient();
        await mountPicker("2025-03-20");
        const titles = [];
        for (let level = 0; level < 4; level++) {
            for (const arrow of [".o_next", ".o_previous", ".o_previous", ".o_next"]) {
                await clickAndWait(arrow);
                titles.push(...queryAllTexts(".o_datetime_picker_header"));
            }
            await clickAndWait(".o_zoom_out");
        }
        expect(titles).toEqual([
            ...["فروردین ۱۴۰۴", "اسفند ۱۴۰۳", "بهمن ۱۴۰۳", "اسفند ۱۴۰۳"],
            ...["۱۴۰۴", "۱۴۰۳", "۱۴۰۲", "۱۴۰۳"],
            ...["۱۴۰۹ - ۱۴۲۰", "۱۳۹۹ - ۱۴۱۰", "۱۳۸۹ - ۱۴۰۰", "۱۳۹۹ - ۱۴۱۰"],
            ...["۱۴۹۰ - ۱۶۰۰", "۱۳۹۰ - ۱۵۰۰", "۱۲۹۰ - ۱۴۰۰", "۱۳۹۰ - ۱۵۰۰"],
        ]);
    });

    test("FC-05: days outside of the limits, or that the caller forbids, cannot be picked", async () => {
        usePersianClient();
        await mountPicker("2026-11-25", {
            minDate: DateTime.fromISO("2026-11-24"),
            maxDate: DateTime.fromISO("2026-11-28"),
            isDateValid: (date) => date.day !== 26,
            dayCellClass: (date) => (date.day === 27 ? "my_class" : ""),
        });
        expect(queryAllTexts(`${DAYS}:not([disabled])`)).toEqual(["۳", "۴", "۶", "۷"]);
        expect(".my_class").toHaveText("۶");
        await pick("۲");
        await pick("۵");
        await pick("۷");
        expect.verifySteps(["2026-11-28 00:00"]);
    });

    test("FC-05: ranges", async () => {
        usePersianClient();
        await mountPicker(false, {
            range: true,
            value: [DateTime.fromISO("2026-11-20"), DateTime.fromISO("2026-11-23")],
            focusedDateIndex: 1,
        });
        expect(".o_week_number_cell").toHaveCount(6);
        expect(".o_datetime_picker_header").toHaveText("آذر ۱۴۰۵");
        expect(queryAllTexts(`${DAYS}.o_selected`)).toEqual(["۱", "۲"]);
        await pick("۱۰");
        expect.verifySteps(["2026-11-20 00:00,2026-12-01 00:00"]);
    });

    test("FC-05: the time is shown and typed in Persian digits", async () => {
        usePersianClient();
        await mountPicker(false, {
            type: "datetime",
            value: DateTime.fromISO("2026-11-22T10:30:00"),
        });
        expect(".o_time_picker_input").toHaveValue("۱۰:۳۰");
        await click(".o_time_picker_input");
        await animationFrame();
        expect(queryAllTexts(".o_time_picker_option").slice(0, 2)).toEqual(["۰:۰۰", "۰:۱۵"]);
        await edit("۱۴:۴۵", { confirm: "enter" });
        await animationFrame();
        expect.verifySteps(["2026-11-22 14:45"]);
    });

    test("FC-05: beyond the Jalali year 1699 the picker is Gregorian, as its field is", async () => {
        usePersianClient();
        await mountPicker("9999-12-31");
        expect(".o_datetime_picker_header").toHaveText("دسامبر 9999");
        await clickAndWait(".o_previous");
        expect(".o_datetime_picker_header").toHaveText("نوامبر 9999");
    });
});

test("FC-02: Persian in the Gregorian calendar picks Gregorian months by their names", async () => {
    usePersianClient("gregorian", "latin");
    await mountPicker("2026-11-22");
    expect(".o_datetime_picker_header").toHaveText("نوامبر 2026");
    await clickAndWait(".o_next");
    expect(".o_datetime_picker_header").toHaveText("دسامبر 2026");
});

test("FC-27: a user in English picks in the Gregorian calendar", async () => {
    useEnglishClient();
    await mountPicker("2026-11-22");
    expect(".o_datetime_picker_header").toHaveText("November 2026");
    expect(queryAllTexts(DAYS)).toHaveLength(30);
    expect(".o_l10n_fa_calendar_weekend").toHaveCount(0);
    await clickAndWait(".o_next");
    expect(".o_datetime_picker_header").toHaveText("December 2026");
    await clickAndWait(".o_previous");
    await pick("5");
    expect.verifySteps(["2026-11-05 00:00"]);
});
