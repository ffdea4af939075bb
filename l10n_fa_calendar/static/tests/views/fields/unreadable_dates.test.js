import { describe, expect, test } from "@odoo/hoot";
import { click, edit, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    mountWithCleanup,
} from "@web/../tests/web_test_helpers";
import {
    startEditing,
    typeDate,
    useEnglishClient,
    usePersianClient,
} from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { MainComponentsContainer } from "@web/core/main_components_container";

class Contract extends models.Model {
    signed_on = fields.Date();
    renewed_on = fields.Date();
    start = fields.Date();
    end = fields.Date();

    _records = [
        { id: 1, signed_on: "2026-11-22", start: "2026-11-20", end: "2026-11-23" },
        { id: 2, signed_on: "2025-03-20" },
    ];
}

defineModels([Contract]);

const FORM = `
    <form>
        <field name="signed_on"/>
        <field name="renewed_on"/>
        <field name="start" widget="daterange" options="{'end_date_field': 'end'}"/>
    </form>`;

const startClient = (useClient) => startEditing("2026-11-24", useClient);

async function mountForm() {
    await mountWithCleanup(MainComponentsContainer);
    await mountView({ type: "form", resModel: "contract", resIds: [1, 2], resId: 1, arch: FORM });
}

const ISOLATES = /[\u2068\u2069]/g;
const messages = () =>
    queryAllTexts(".o_notification_content").map((text) => text.replace(ISOLATES, ""));

async function expectNotSaved() {
    await contains(".o_form_button_save").click();
    await animationFrame();
    expect.verifySteps([]);
}

const MESSAGE = "is not a date. Write it like ۱۴۰۵/۰۹/۰۳.";
const UNREADABLE = {
    "1404/12/30": "“1404/12/30” is not a date: اسفند ۱۴۰۴ has ۲۹ days.",
    "1405/13/01": `“1405/13/01” ${MESSAGE}`,
    "۳۱ مهر": "“۳۱ مهر” is not a date: مهر ۱۴۰۵ has ۳۰ days.",
    "۰7/۳1": "“۰7/۳1” is not a date: مهر ۱۴۰۵ has ۳۰ days.",
    "1405//": `“1405//” ${MESSAGE}`,
    "999/01/01": `“999/01/01” ${MESSAGE}`,
    فردا: `“فردا” ${MESSAGE}`,
    abc: `“abc” ${MESSAGE}`,
};

describe("Jalali", () => {
    for (const [text, message] of Object.entries(UNREADABLE)) {
        test(`FC-04: ${text} is kept with a message, and cannot be saved`, async () => {
            startClient(usePersianClient);
            await mountForm();
            await typeDate("signed_on", text);
            expect(messages()).toEqual([message]);
            expect("[name=signed_on] button").toHaveText(text);
            expect("[name=signed_on]").toHaveClass("o_field_invalid");
            await expectNotSaved();
            expect("[name=signed_on] button").toHaveText(text);
        });
    }

    for (const [text, stored] of Object.entries({
        "99/12/29": "2021-03-19",
        "05/09/02": "2026-11-23",
        "09/01": "2026-11-22",
        "۱۴۰5/9/٠٢": "2026-11-23",
        "01-09-1405": "2026-11-22",
        "دوشنبه ۲ آذر ۱۴۰۵": "2026-11-23",
        "+1d": "2026-11-25",
        "=1d": "2026-11-22",
    })) {
        test(`FC-04: ${text} is ${stored}`, async () => {
            startClient(usePersianClient);
            Contract._records[0].signed_on = "2020-01-01";
            await mountForm();
            await typeDate("signed_on", text);
            await clickSave();
            expect.verifySteps([{ signed_on: stored }]);
        });
    }

    test("FC-25: what was typed keeps its direction in the message", async () => {
        startClient(usePersianClient);
        await mountForm();
        await typeDate("signed_on", "1404-13-01");
        expect(".o_notification_content").toHaveText(/“\u20681404-13-01\u2069”/);
    });

    test("FC-04: what was kept is typed again, and saved", async () => {
        startClient(usePersianClient);
        await mountForm();
        await typeDate("signed_on", "1404/12/30");
        await contains("[name=signed_on] button").click();
        expect("[name=signed_on] input").toHaveValue("1404/12/30");
        expect(".o_datetime_picker_header").toHaveText("آذر ۱۴۰۵");
        await contains("[name=signed_on] input").edit("1404/12/29", { confirm: "enter" });
        expect("[name=signed_on]").not.toHaveClass("o_field_invalid");
        await clickSave();
        expect.verifySteps([{ signed_on: "2026-03-20" }]);
    });

    test("FC-04: the value before it is typed again: nothing to save, nothing invalid", async () => {
        startClient(usePersianClient);
        await mountForm();
        await typeDate("signed_on", "abc");
        await typeDate("signed_on", "1405/09/01");
        expect("[name=signed_on] button").toHaveText("۱ آذر");
        expect("[name=signed_on]").not.toHaveClass("o_field_invalid");
    });

    test("FC-04: a picked day or an empty field take the place of what was kept", async () => {
        startClient(usePersianClient);
        await mountForm();
        await typeDate("signed_on", "abc");
        await contains("[name=signed_on] button").click();
        await contains(".o_date_item_cell:not(.o_out_of_range):contains(/^۵$/)").click();
        expect("[name=signed_on] button").toHaveText("۵ آذر");
        await typeDate("signed_on", "abc");
        await typeDate("signed_on", "");
        expect("[name=signed_on]").not.toHaveClass("o_field_invalid");
        await clickSave();
        expect.verifySteps([{ signed_on: false }]);
    });

    test("FC-04: discarding brings the stored date back, another record has its own", async () => {
        startClient(usePersianClient);
        await mountForm();
        await typeDate("signed_on", "abc");
        await contains(".o_form_button_cancel").click();
        expect("[name=signed_on] button").toHaveText("۱ آذر");
        await contains(".o_pager_next").click();
        expect("[name=signed_on] button").toHaveText("۳۰ اسفند ۱۴۰۳");
    });

    test("FC-04: in a field that was empty", async () => {
        startClient(usePersianClient);
        await mountForm();
        await contains("[name=renewed_on] input").click();
        await contains("[name=renewed_on] input").edit("1405/13/01", { confirm: "tab" });
        await animationFrame();
        expect("[name=renewed_on] button").toHaveText("1405/13/01");
        expect("[name=renewed_on]").toHaveClass("o_field_invalid");
        await expectNotSaved();
    });

    test("FC-04: leaving by a click elsewhere keeps the text too", async () => {
        startClient(usePersianClient);
        await mountForm();
        await contains("[name=signed_on] button").click();
        await contains("[name=signed_on] input").edit("abc", { confirm: false });
        await click(".o_form_view");
        await animationFrame();
        await animationFrame();
        expect("[name=signed_on] button").toHaveText("abc");
        expect(messages()).toHaveLength(1);
        await expectNotSaved();
    });

    test("FC-04: one end of a range cannot be read: neither is stored", async () => {
        startClient(usePersianClient);
        await mountForm();
        await contains("[name=start] button[data-field=start]").click();
        await contains("[name=start] input[data-field=start]").edit("1405/01/01", {
            confirm: "tab",
        });
        await contains("[name=start] input[data-field=end]").edit("1404/12/30", {
            confirm: "enter",
        });
        await animationFrame();
        expect(queryAllTexts("[name=start] button")).toEqual(["۱ فروردین", "1404/12/30"]);
        expect("[name=start]").toHaveClass("o_field_invalid");
        await expectNotSaved();
        await contains("[name=start] button[data-field=end]").click();
        await contains("[name=start] input[data-field=end]").edit("1405/01/02", {
            confirm: "enter",
        });
        await clickSave();
        expect.verifySteps([{ start: "2026-03-21", end: "2026-03-22" }]);
    });

    test("FC-04: in a list, whose row stays open", async () => {
        startClient(usePersianClient);
        await mountWithCleanup(MainComponentsContainer);
        await mountView({
            type: "list",
            resModel: "contract",
            arch: `<list editable="bottom"><field name="signed_on"/></list>`,
        });
        await contains(".o_data_row:eq(1) [name=signed_on]").click();
        await animationFrame();
        await edit("1404/12/30");
        await contains(".o_list_button_save").click();
        await animationFrame();
        expect(".o_data_row:eq(1)").toHaveClass("o_selected_row");
        expect(".o_data_row:eq(1) [name=signed_on] input").toHaveValue("1404/12/30");
        expect.verifySteps([]);
        await edit("1404/12/29");
        await contains(".o_list_button_save").click();
        await animationFrame();
        expect.verifySteps([{ signed_on: "2026-03-20" }]);
    });

    test("FC-04: in several records at once, which stay as they are until it can be read", async () => {
        startClient(usePersianClient);
        await mountWithCleanup(MainComponentsContainer);
        await mountView({
            type: "list",
            resModel: "contract",
            arch: `<list multi_edit="1"><field name="signed_on"/></list>`,
        });
        await contains(".o_data_row:eq(0) .o_list_record_selector input").click();
        await contains(".o_data_row:eq(1) .o_list_record_selector input").click();
        await contains(".o_data_row:eq(0) [name=signed_on]").click();
        await animationFrame();
        await edit("1404/12/30", { confirm: "enter" });
        await animationFrame();
        const reason = UNREADABLE["1404/12/30"];
        expect(new Set(messages())).toEqual(new Set([reason]));
        expect(".o_data_row:eq(0) [name=signed_on]").toHaveText("1404/12/30");
        expect(".o_data_row:eq(0)").toHaveClass("o_selected_row");
        await click(".o_control_panel");
        await animationFrame();
        expect(new Set(messages())).toEqual(new Set([reason]));
        expect(".o_data_row:eq(0) [name=signed_on]").toHaveText("1404/12/30");
        expect(".o_data_row:eq(1) [name=signed_on]").toHaveText("۳۰ اسفند ۱۴۰۳");
        expect.verifySteps([]);
        await contains(".o_data_row:eq(0) [name=signed_on] button").click();
        await contains(".o_data_row:eq(0) [name=signed_on] input").edit("1404/12/29", {
            confirm: "enter",
        });
        await contains(".modal-footer .btn-primary").click();
        expect.verifySteps([{ signed_on: "2026-03-20" }]);
        expect(queryAllTexts(".o_data_row [name=signed_on]")).toEqual([
            "۲۹ اسفند ۱۴۰۴",
            "۲۹ اسفند ۱۴۰۴",
        ]);
    });

    test("FC-04: an input outside of a record says so, and hands nothing on", async () => {
        startClient(usePersianClient);
        await mountWithCleanup(MainComponentsContainer);
        await mountWithCleanup(DateTimeInput, {
            props: {
                type: "date",
                value: luxon.DateTime.local(2026, 11, 22),
                onApply: (date) => expect.step(date.toISODate()),
            },
        });
        await contains(".o_datetime_input").click();
        await contains(".o_datetime_input").edit("abc", { confirm: "enter" });
        await animationFrame();
        expect(".o_datetime_input").toHaveValue("abc");
        expect(messages()).toHaveLength(1);
        expect.verifySteps([]);
        await contains(".o_datetime_input").edit("1405/09/02", { confirm: "enter" });
        expect.verifySteps(["2026-11-23"]);
    });
});

test("FC-04: Persian digits in the Gregorian calendar: a text is kept as well", async () => {
    startClient(() => usePersianClient("gregorian"));
    await mountForm();
    await typeDate("signed_on", "abc");
    expect("[name=signed_on] button").toHaveText("abc");
    await expectNotSaved();
});

test("FC-27: a user in English has the date before it, as in Odoo", async () => {
    startClient(useEnglishClient);
    await mountForm();
    await typeDate("signed_on", "abc");
    expect("[name=signed_on] button").toHaveText("Nov 22");
    expect(messages()).toEqual([]);
    expect("[name=signed_on]").not.toHaveClass("o_field_invalid");
});
