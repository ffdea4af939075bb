import { describe, expect, test } from "@odoo/hoot";
import { click, edit, press, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";
import {
    startEditing,
    typeDate,
    useEnglishClient,
    usePersianClient,
} from "@l10n_fa_calendar/../tests/jalali_test_helpers";

class Contract extends models.Model {
    signed_on = fields.Date();
    called_at = fields.Datetime();
    start = fields.Date();
    end = fields.Date();

    _records = [
        {
            id: 1,
            signed_on: "2026-11-22",
            called_at: "2026-11-22 07:00:00",
            start: "2026-11-20",
            end: "2026-11-23",
        },
        { id: 2, signed_on: "2025-03-20", called_at: "2025-03-20 21:00:00" },
    ];
}

defineModels([Contract]);

const FORM = `
    <form>
        <field name="signed_on"/>
        <field name="called_at"/>
        <field name="start" widget="daterange" options="{'end_date_field': 'end'}"/>
    </form>`;
const LIST = `
    <list editable="bottom">
        <field name="signed_on"/>
        <field name="called_at"/>
    </list>`;

const startClient = (useClient) => startEditing("2026-11-23", useClient);

const mountForm = (arch = FORM) =>
    mountView({ type: "form", resModel: "contract", resId: 1, arch });
const mountList = () => mountView({ type: "list", resModel: "contract", arch: LIST });

describe("Jalali", () => {
    test("FC-06: date, datetime and range in a form", async () => {
        startClient(usePersianClient);
        await mountForm();
        expect("[name=signed_on] button").toHaveText("۱ آذر");
        expect("[name=called_at] button").toHaveText("۱ آذر، ۱۰:۳۰");
        expect(queryAllTexts("[name=start] button")).toEqual(["۲۹ آبان", "۲ آذر"]);
        await click("[name=signed_on] button");
        await animationFrame();
        expect("[name=signed_on] input").toHaveValue("۱۴۰۵/۰۹/۰۱");
        expect(".o_datetime_picker_header").toHaveText("آذر ۱۴۰۵");
    });

    test("FC-06: readonly and numeric fields", async () => {
        startClient(usePersianClient);
        await mountForm(`
            <form>
                <field name="signed_on" readonly="1" options="{'numeric': true}"/>
                <field name="called_at" readonly="1" options="{'show_time': false}"/>
            </form>`);
        expect("[name=signed_on] span").toHaveText("۱۴۰۵/۰۹/۰۱");
        expect("[name=called_at] span").toHaveText("۱ آذر");
        expect("[name=called_at] span").toHaveAttribute("data-tooltip", "۱۴۰۵/۰۹/۰۱");
    });

    for (const text of [
        "1405/09/10",
        "۱۴۰۵/۰۹/۱۰",
        "١٤٠٥/٩/١٠",
        "09/10",
        "2026/12/01",
        "۱۰ آذر ۱۴۰۵",
    ]) {
        test(`FC-04: typing ${text} in a form stores 2026-12-01`, async () => {
            startClient(usePersianClient);
            await mountForm();
            await typeDate("signed_on", text);
            expect("[name=signed_on] button").toHaveText("۱۰ آذر");
            await clickSave();
            expect.verifySteps([{ signed_on: "2026-12-01" }]);
        });
    }

    test("FC-04: a datetime is typed in the user's time zone, a cleared date is none", async () => {
        startClient(usePersianClient);
        await mountForm();
        await typeDate("called_at", "۱۴۰۵/۰۹/۱۰ ۰۰:۱۵");
        expect("[name=called_at] button").toHaveText("۱۰ آذر، ۰:۱۵");
        await typeDate("signed_on", "");
        await clickSave();
        expect.verifySteps([{ signed_on: false, called_at: "2026-11-30 20:45:00" }]);
    });

    test("FC-05: a day picked in a form", async () => {
        startClient(usePersianClient);
        await mountForm();
        await contains("[name=signed_on] button").click();
        await contains(".o_next").click();
        await contains(".o_date_item_cell:not(.o_out_of_range):contains(/^۳۰$/)").click();
        expect("[name=signed_on] button").toHaveText("۳۰ دی");
        await clickSave();
        expect.verifySteps([{ signed_on: "2027-01-20" }]);
    });

    test("FC-06: both ends of a range typed", async () => {
        startClient(usePersianClient);
        await mountForm();
        await contains("[name=start] button[data-field=start]").click();
        await contains("[name=start] input[data-field=start]").edit("۱۴۰۵/۰۱/۰۱", {
            confirm: "tab",
        });
        await contains("[name=start] input[data-field=end]").edit("۱۴۰۵/۱۲/۲۹", {
            confirm: "enter",
        });
        await clickSave();
        expect.verifySteps([{ start: "2026-03-21", end: "2027-03-20" }]);
    });

    test("FC-04: opening and leaving a field changes nothing", async () => {
        startClient(usePersianClient);
        Contract._records[0].signed_on = "9999-12-31";
        await mountForm();
        await contains("[name=signed_on] button").click();
        expect("[name=signed_on] input").toHaveValue("۹۹۹۹/۱۲/۳۱");
        await press("escape");
        await animationFrame();
        expect("[name=signed_on] button").toHaveText("۳۱ دسامبر ۹۹۹۹");
        expect(".o_form_button_save:visible").toHaveCount(0);
    });

    for (const [date, text] of [
        ["2026-11-24", "فردا"],
        ["2026-12-21", "۲۸ روز دیگر"],
        ["2026-12-24", "ماه آینده"],
        ["2026-10-23", "ماه گذشته"],
        ["2027-03-20", "۲۹ اسفند"],
        ["2027-03-21", "۱ فروردین ۱۴۰۶"],
    ]) {
        test(`FC-06: days remaining until ${date}`, async () => {
            startClient(usePersianClient);
            Contract._records[0].signed_on = date;
            await mountForm(
                `<form><field name="signed_on" widget="remaining_days" readonly="1"/></form>`
            );
            expect("[name=signed_on]").toHaveText(text);
        });
    }

    test("FC-06: dates shown and edited in a list", async () => {
        startClient(usePersianClient);
        await mountList();
        expect(queryAllTexts(".o_data_cell")).toEqual([
            ...["۱ آذر", "۱ آذر، ۱۰:۳۰"],
            ...["۳۰ اسفند ۱۴۰۳", "۱ فروردین ۱۴۰۴، ۰:۳۰"],
        ]);
        await contains(".o_data_row:eq(1) [name=signed_on]").click();
        await animationFrame();
        expect(".o_data_row:eq(1) [name=signed_on] input").toHaveValue("۱۴۰۳/۱۲/۳۰");
        await edit("۱۴۰۵/۹/۱۰");
        await contains(".o_list_button_save").click();
        expect(".o_data_row:eq(1) [name=signed_on]").toHaveText("۱۰ آذر");
        expect.verifySteps([{ signed_on: "2026-12-01" }]);
    });
});

test("FC-27: a user in English has what Odoo gives", async () => {
    startClient(useEnglishClient);
    await mountForm();
    expect("[name=signed_on] button").toHaveText("Nov 22");
    expect("[name=called_at] button").toHaveText("Nov 22, 10:30 AM");
    await contains("[name=signed_on] button").click();
    expect("[name=signed_on] input").toHaveValue("11/22/2026");
    expect(".o_datetime_picker_header").toHaveText("November 2026");
    await contains("[name=signed_on] input").edit("12/01/2026", { confirm: "enter" });
    await clickSave();
    expect.verifySteps([{ signed_on: "2026-12-01" }]);
});
