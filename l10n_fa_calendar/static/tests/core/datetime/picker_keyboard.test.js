import { describe, expect, test } from "@odoo/hoot";
import { press, queryFirst } from "@odoo/hoot-dom";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import { contains, mountWithCleanup } from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { MainComponentsContainer } from "@web/core/main_components_container";

const { DateTime } = luxon;

async function openPicker(useClient, props = {}) {
    mockDate("2026-11-24 12:34:56", +3.5);
    useClient();
    await mountWithCleanup(MainComponentsContainer);
    await mountWithCleanup(DateTimeInput, {
        props: {
            type: "date",
            value: DateTime.local(2026, 11, 22),
            onApply: (date) => expect.step(date.toISODate()),
            ...props,
        },
    });
    await contains(".o_datetime_input").click();
}

async function pressAll(...keys) {
    for (const key of keys) {
        await press(key);
        await animationFrame();
    }
}

const focused = () => document.activeElement.textContent.trim();
const title = () => queryFirst(".o_datetime_picker_header").textContent.trim();

describe("Jalali", () => {
    test("FC-05: the keyboard picks a day", async () => {
        await openPicker(usePersianClient);
        expect(document.activeElement).toHaveClass("o_datetime_input");
        await pressAll("ArrowDown");
        expect(focused()).toBe("۱");
        await pressAll("ArrowLeft");
        expect(focused()).toBe("۲", { message: "right to left" });
        await pressAll("ArrowDown");
        expect(focused()).toBe("۹");
        await pressAll("ArrowUp", "ArrowRight", "ArrowRight");
        expect([focused(), title()]).toEqual(["۳۰", "آبان ۱۴۰۵"]);
        await pressAll("Enter");
        expect.verifySteps(["2026-11-21"]);
        expect(".o_datetime_picker").toHaveCount(0);
    });

    test("FC-05: the keyboard turns panels and levels", async () => {
        await openPicker(usePersianClient);
        await pressAll("ArrowDown", "PageDown");
        expect([focused(), title()]).toEqual(["۱", "دی ۱۴۰۵"]);
        await pressAll("Alt+ArrowUp");
        expect([focused(), title()]).toEqual(["دی", "۱۴۰۵"]);
        await pressAll("ArrowDown");
        expect([focused(), title()]).toEqual(["اردیبهشت", "۱۴۰۶"]);
        await pressAll("PageUp", "Alt+ArrowUp");
        expect(focused()).toBe("۱۴۰۵");
        await pressAll("ArrowLeft", "Alt+ArrowUp");
        expect(focused()).toBe("۱۴۰۰");
        await pressAll("ArrowRight", "Enter", "Enter", " ");
        expect([focused(), title()]).toEqual(["۱", "اردیبهشت ۱۳۹۶"]);
        await pressAll(" ");
        expect.verifySteps(["2017-04-21"]);
    });

    test("FC-05: the keyboard stays within the limits", async () => {
        await openPicker(usePersianClient, {
            minDate: DateTime.local(2026, 11, 20),
            maxDate: DateTime.local(2026, 11, 25),
        });
        await pressAll("ArrowDown", "ArrowDown");
        expect(focused()).toBe("۴");
        await pressAll("PageUp");
        expect([focused(), title()]).toEqual(["۲۹", "آبان ۱۴۰۵"]);
    });

    test("FC-05: in English, from left to right", async () => {
        await openPicker(() => useEnglishClient("jalali"));
        await pressAll("ArrowDown", "ArrowRight");
        expect([focused(), title()]).toEqual(["2", "Azar 1405"]);
    });

    test("FC-05: without its key the keyboard is the input's", async () => {
        await openPicker(usePersianClient);
        await pressAll("ArrowLeft", "ArrowUp", "PageDown");
        expect(document.activeElement).toHaveClass("o_datetime_input");
        expect(title()).toBe("آذر ۱۴۰۵");
    });
});

test("FC-27: in English the arrows do what they do in Odoo", async () => {
    await openPicker(useEnglishClient);
    await pressAll("ArrowDown");
    expect(document.activeElement).toHaveClass("o_datetime_input");
});
