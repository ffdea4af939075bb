import { expect, getFixture, test } from "@odoo/hoot";
import { queryFirst } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, makeMockEnv, mountWithCleanup } from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { Pager } from "@web/core/pager/pager";

const root = () => document.documentElement.classList;

test("FC-25: the style sheet knows who reads Persian, and Persian digits", async () => {
    usePersianClient("gregorian", "latin");
    await makeMockEnv();
    expect(root().contains("o_l10n_fa_calendar_persian")).toBe(true);
    expect(root().contains("o_l10n_fa_calendar_persian_digits")).toBe(false);
});

test("FC-27: English has its own fonts and digits", async () => {
    useEnglishClient();
    await makeMockEnv();
    expect(root().contains("o_l10n_fa_calendar_persian")).toBe(false);
    expect(root().contains("o_l10n_fa_calendar_persian_digits")).toBe(false);
});

test("FC-25: the fonts are there, and of the right glyphs", async () => {
    usePersianClient();
    await makeMockEnv();
    await Promise.all([
        document.fonts.load('16px "Vazirmatn"', "آذر ۱۴۰۵"),
        document.fonts.load('16px "Persian Digits"', "1405"),
    ]);
    const loaded = [...document.fonts].filter(({ status }) => status === "loaded");
    const families = loaded.map(({ family }) => family.replaceAll('"', ""));
    expect(families).toInclude("Vazirmatn");
    expect(families).toInclude("Persian Digits");
});

function copyOf(text, tag = "div") {
    const element = document.createElement(tag);
    element.innerHTML = text;
    getFixture().append(element);
    document.getSelection().selectAllChildren(element);
    const ev = new ClipboardEvent("copy", {
        bubbles: true,
        cancelable: true,
        clipboardData: new DataTransfer(),
    });
    element.dispatchEvent(ev);
    return ["text/plain", "text/html"].map((type) => ev.clipboardData.getData(type));
}

test("FC-23: what is copied from a screen is in Latin digits", async () => {
    usePersianClient();
    await makeMockEnv();
    expect(copyOf("<b>۱۲,۵۰۰</b> ریال")).toEqual(["12,500 ریال", "<b>12,500</b> ریال"]);
    expect(copyOf("no digits")).toEqual(["", ""], { message: "left to the browser" });
});

test("FC-27: a copy is left to the browser in English, and in texts of one's own", async () => {
    usePersianClient();
    await makeMockEnv();
    const own = document.createElement("div");
    own.contentEditable = "true";
    own.textContent = "۱۲";
    getFixture().append(own);
    document.getSelection().selectAllChildren(own);
    const ev = new ClipboardEvent("copy", { bubbles: true, clipboardData: new DataTransfer() });
    own.dispatchEvent(ev);
    expect(ev.clipboardData.getData("text/plain")).toBe("");
});

for (const [value, copied] of [
    ["۱۲,۵۰۰.۷۵", "12,500.75"],
    ["۱۴۰۵/۰۹/۰۱", "1405/09/01"],
    ["\u200e-۵", "-5"],
    ["سال ۱۴۰۵", ""],
]) {
    test(`FC-23: ${value} copied from an input`, async () => {
        usePersianClient();
        await makeMockEnv();
        const input = document.createElement("input");
        input.value = value;
        getFixture().append(input);
        input.select();
        const ev = new ClipboardEvent("copy", {
            bubbles: true,
            clipboardData: new DataTransfer(),
        });
        input.dispatchEvent(ev);
        expect(ev.clipboardData.getData("text/plain")).toBe(copied);
    });
}

test("FC-23: a page is typed in Persian digits", async () => {
    usePersianClient();
    await mountWithCleanup(Pager, {
        props: {
            offset: 0,
            limit: 4,
            total: 10,
            onUpdate: ({ offset, limit }) => expect.step([offset, limit]),
        },
    });
    await contains(".o_pager_value").click();
    await contains("input.o_pager_value").edit("۵-٨", { confirm: "blur" });
    await animationFrame();
    expect.verifySteps([[4, 4]]);
    expect(queryFirst(".o_pager_limit")).toHaveText("10");
});

function typeInto(input, data) {
    input.focus();
    const ev = new InputEvent("beforeinput", {
        bubbles: true,
        cancelable: true,
        data,
        inputType: "insertText",
    });
    input.dispatchEvent(ev);
    return ev.defaultPrevented;
}

for (const type of ["number", "tel"]) {
    test(`FC-23: digits of any keyboard in an input of type ${type}`, async () => {
        usePersianClient();
        await makeMockEnv();
        const input = document.createElement("input");
        input.type = type;
        getFixture().append(input);
        expect(typeInto(input, "۱۲")).toBe(true);
        expect(typeInto(input, "٣")).toBe(true);
        expect(input.value).toBe("123");
        expect(typeInto(input, "4")).toBe(false, { message: "left to the browser" });
    });
}

test("FC-23: digits of other inputs stay as they are typed", async () => {
    usePersianClient();
    await makeMockEnv();
    const input = document.createElement("input");
    getFixture().append(input);
    expect(typeInto(input, "۱۲")).toBe(false);
});
