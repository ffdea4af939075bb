import { describe, expect, test } from "@odoo/hoot";
import { edit, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    makeMockEnv,
    models,
    mountView,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatCurrency } from "@web/core/currency";
import {
    formatFloat,
    formatFloatFactor,
    formatFloatTime,
    formatInteger,
    formatMonetary,
    formatPercentage,
} from "@web/views/fields/formatters";
import {
    InvalidNumberError,
    parseFloat,
    parseFloatTime,
    parseInteger,
    parseMonetary,
    parsePercentage,
} from "@web/views/fields/parsers";

class Line extends models.Model {
    quantity = fields.Integer({ string: "Quantity", aggregator: "sum" });
    weight = fields.Float({ digits: [16, 2] });
    hours = fields.Float();
    share = fields.Float();
    done = fields.Float();
    total = fields.Monetary({ currency_field: "currency_id", aggregator: "sum" });
    currency_id = fields.Many2one({ relation: "currency", default: 1 });

    _records = [
        {
            id: 1,
            quantity: 1200,
            weight: 12500.75,
            hours: 7.5,
            share: 0.25,
            done: 40,
            total: 3326400000,
            currency_id: 1,
        },
        { id: 2, quantity: -5, weight: 0, hours: 0, share: 0, done: 0, total: 1, currency_id: 1 },
    ];
}

class Currency extends models.Model {
    _name = "currency";

    name = fields.Char();

    _records = [{ id: 1, name: "IRR" }];
}

defineModels([Line, Currency]);

const FIELDS = `
    <field name="quantity"/>
    <field name="weight"/>
    <field name="hours" widget="float_time"/>
    <field name="share" widget="percentage"/>
    <field name="total"/>
    <field name="done" widget="progressbar" options="{'editable': true}"/>
    <field name="currency_id" invisible="1"/>`;

function startClient(useClient) {
    useClient();
    onRpc("has_group", () => true);
    onRpc("web_save", ({ args }) => expect.step(args[1]));
}

const mountForm = () =>
    mountView({ type: "form", resModel: "line", resId: 1, arch: `<form>${FIELDS}</form>` });

describe("shown", () => {
    test("FC-23: each kind of number is in Persian digits", async () => {
        usePersianClient();
        await makeMockEnv();
        expect(formatInteger(1200)).toBe("۱,۲۰۰");
        expect(formatInteger(123456, { humanReadable: true })).toBe("۱۲۳k");
        expect(formatFloat(12500.75)).toBe("۱۲,۵۰۰.۷۵");
        expect(formatFloat(-0.5)).toBe("\u200e-۰.۵۰", { message: "the sign stays before it" });
        expect(formatFloatTime(-1.5)).toBe("\u200e-۰۱:۳۰");
        expect(formatFloatFactor(2, { factor: 3 })).toBe("۶.۰۰");
        expect(formatFloatTime(7.5)).toBe("۰۷:۳۰");
        expect(formatPercentage(0.25)).toBe("۲۵%");
        expect(formatMonetary(5)).toBe("۵.۰۰");
        expect(formatCurrency(1234567)).toBe("۱,۲۳۴,۵۶۷.۰۰");
        expect(registry.category("formatters").get("float_time")(1.25)).toBe("۰۱:۱۵");
        expect(registry.category("formatters").get("float_time").extractOptions).toBeInstanceOf(
            Function
        );
        expect(_t("%s records", 12).toString()).toBe("۱۲ records");
        expect(_t("%(count)s of %(name)s", { count: 12, name: "A4" }).toString()).toBe("۱۲ of A4");
    });

    test("FC-23: a number that is read again by JavaScript is in Latin digits", async () => {
        usePersianClient();
        await makeMockEnv();
        const options = { digits: [false, 2], decimalPoint: ".", thousandsSep: "" };
        expect(formatFloat(12500.75, options)).toBe("12500.75");
    });

    test("FC-23: fields of a form", async () => {
        startClient(usePersianClient);
        await mountForm();
        expect("[name=quantity] input").toHaveValue("۱,۲۰۰");
        expect("[name=weight] input").toHaveValue("۱۲,۵۰۰.۷۵");
        expect("[name=hours] input").toHaveValue("۰۷:۳۰");
        expect("[name=share] input").toHaveValue("۲۵");
        expect("[name=total] input").toHaveValue("۳,۳۲۶,۴۰۰,۰۰۰.۰۰");
        expect("[name=done] .o_progressbar_value input").toHaveValue("۴۰");
    });

    test("FC-23: cells, sums and groups of a list", async () => {
        startClient(usePersianClient);
        await mountView({
            type: "list",
            resModel: "line",
            groupBy: ["currency_id"],
            arch: `<list><field name="quantity" sum="Sum"/><field name="weight"/></list>`,
        });
        expect("tfoot .o_list_number").toHaveText("۱,۱۹۵");
        expect(".o_group_header .o_list_number:first").toHaveText("۱,۱۹۵");
        expect(".o_group_name").toHaveText("IRR (۲)");
        await contains(".o_group_name").click();
        expect(queryAllTexts(".o_data_row .o_list_number")).toEqual([
            ...["۱,۲۰۰", "۱۲,۵۰۰.۷۵"],
            ...["\u200e-۵", "۰.۰۰"],
        ]);
    });

    test("FC-23: cells of a pivot", async () => {
        startClient(usePersianClient);
        await mountView({
            type: "pivot",
            resModel: "line",
            arch: `<pivot><field name="quantity" type="measure"/></pivot>`,
        });
        expect(".o_pivot_cell_value").toHaveText("۱,۱۹۵");
    });

    test("FC-23: Latin digits by choice, and in English", async () => {
        usePersianClient("jalali", "latin");
        await makeMockEnv();
        expect(formatFloat(-12500.75)).toBe("\u200e-12,500.75");
        expect(formatFloatTime(7.5)).toBe("07:30");
        expect(_t("%s records", 12).toString()).toBe("12 records");
    });
});

describe("typed", () => {
    test("FC-23: digits and separators of each script are the same number", async () => {
        usePersianClient();
        await makeMockEnv();
        for (const text of [
            "12500.75",
            "12,500.75",
            "۱۲۵۰۰.۷۵",
            "۱۲,۵۰۰.۷۵",
            "۱۲٬۵۰۰٫۷۵",
            "١٢٬٥٠٠٫٧٥",
            "۱۲،۵۰۰٫۷۵",
            "‎۱۲٬۵۰۰٫75‏",
        ]) {
            expect(parseFloat(text)).toBe(12500.75, { message: text });
        }
        expect(parseFloat("−۵")).toBe(-5);
        expect(parseFloat(formatFloat(-5))).toBe(-5);
        expect(parseMonetary(formatMonetary(-5))).toBe(-5);
        expect(parseFloat("=۲*(۳+٤)")).toBe(14);
        expect(parseInteger("۱۲٬۰۰۰")).toBe(12000);
        expect(parseFloatTime("۷:۳۰")).toBe(7.5);
        expect(parseFloatTime("-٧:٣٠")).toBe(-7.5);
        expect(parsePercentage("۲۵٪")).toBe(0.25);
        expect(parseMonetary("۱۲٬۵۰۰ ریال")).toBe(12500);
        expect(parseMonetary("ریال ۱۲٬۵۰۰")).toBe(12500);
        expect(registry.category("parsers").get("integer")("۱۲")).toBe(12);
        expect(registry.category("parsers").get("monetary")("٫۵")).toBe(0.5);
    });

    test("FC-23: separators are those of the language, where it has others", async () => {
        usePersianClient();
        await makeMockEnv();
        patchWithCleanup(localization, { decimalPoint: ",", thousandsSep: "." });
        expect(parseFloat("۱۲٬۵۰۰٫۷۵")).toBe(12500.75);
        expect(parseFloat("۱۲.۵۰۰,۷۵")).toBe(12500.75);
        patchWithCleanup(localization, { decimalPoint: "٫", thousandsSep: "٬" });
        expect(parseFloat("۱۲٬۵۰۰٫۷۵")).toBe(12500.75);
        patchWithCleanup(localization, { decimalPoint: ".", thousandsSep: "" });
        expect(parseFloat("۱۲٬۵۰۰٫۷۵")).toBe(12500.75);
    });

    for (const text of ["۱۲،۵", "۱۲٫۵٫۵", "دوازده", "۱۲ کیلو"]) {
        test(`FC-23: ${text} is no number`, async () => {
            usePersianClient();
            await makeMockEnv();
            expect(() => parseFloat(text)).toThrow(InvalidNumberError);
        });
    }

    test("FC-23: fields of a form store what was typed", async () => {
        startClient(usePersianClient);
        await mountForm();
        await contains("[name=quantity] input").edit("۱۲٬۰۰۰");
        await contains("[name=weight] input").edit("٧٫٥");
        await contains("[name=hours] input").edit("۸:۱۵");
        await contains("[name=share] input").edit("۵۰٪");
        await contains("[name=total] input").edit("۱۲،۵۰۰");
        await contains("[name=done] .o_progressbar_value input").edit("۶۰");
        await clickSave();
        expect.verifySteps([
            { quantity: 12000, weight: 7.5, hours: 8.25, share: 0.5, total: 12500, done: 60 },
        ]);
        expect("[name=quantity] input").toHaveValue("۱۲,۰۰۰");
    });

    test("FC-23: leaving a number as it is changes nothing", async () => {
        startClient(usePersianClient);
        await mountForm();
        for (const name of ["quantity", "weight", "hours", "share", "total"]) {
            await contains(`[name=${name}] input`).click();
        }
        expect(".o_form_button_save:visible").toHaveCount(0);
    });

    test("FC-23: a field keeps what is no number, and cannot be saved", async () => {
        startClient(usePersianClient);
        await mountForm();
        await contains("[name=quantity] input").edit("دوازده");
        expect("[name=quantity]").toHaveClass("o_field_invalid");
        expect("[name=quantity] input").toHaveValue("دوازده");
        await contains(".o_form_button_save").click();
        expect.verifySteps([]);
    });

    test("FC-23: in a list", async () => {
        startClient(usePersianClient);
        await mountView({
            type: "list",
            resModel: "line",
            arch: `<list editable="bottom"><field name="quantity"/></list>`,
        });
        await contains(".o_data_row:eq(0) [name=quantity]").click();
        await edit("۷");
        await contains(".o_list_button_save").click();
        await animationFrame();
        expect(".o_data_row:eq(0) [name=quantity]").toHaveText("۷");
        expect.verifySteps([{ quantity: 7 }]);
    });
});

test("FC-27: a user in English sees Latin digits, and may type any", async () => {
    startClient(useEnglishClient);
    await mountForm();
    expect("[name=quantity] input").toHaveValue("1,200");
    await contains("[name=quantity] input").edit("۱۲");
    expect("[name=quantity] input").toHaveValue("12");
    await clickSave();
    expect.verifySteps([{ quantity: 12 }]);
});
