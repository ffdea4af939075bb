import { beforeEach, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { mockDate } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    findComponent,
    makeMockEnv,
    models,
    mountView,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { download } from "@web/core/network/download";
import { deepCopy, pick } from "@web/core/utils/objects";
import { SampleServer } from "@web/model/sample_server";
import { ListController } from "@web/views/list/list_controller";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

class Deal extends models.Model {
    name = fields.Char();
    day = fields.Date();
    color = fields.Selection({ selection: [["red", "Red"]] });

    _records = [
        { id: 1, name: "first", day: "2026-11-22", color: "red" },
        { id: 2, name: "second", day: "2026-12-21", color: "red" },
    ];
    _views = { search: "<search/>" };
}

defineModels([Deal]);

const PERIOD = { "day:month": ["2026-11-22", "آذر ۱۴۰۵"], __extra_domain: [], __count: 2 };

/** What the server answers: the one of these tests knows Gregorian months only. */
const ANSWERS = {
    formatted_read_group: [PERIOD],
    formatted_read_grouping_sets: [[PERIOD], [PERIOD]],
    read_progress_bar: { "2026-11-22": { red: 2 } },
    web_read_group: { groups: [PERIOD], length: 1 },
};
/** Each view that groups, with the reads that it sends. */
const VIEWS = {
    list: {
        arch: `<list><field name="name"/></list>`,
        reads: ["web_read_group"],
    },
    kanban: {
        arch: `
            <kanban>
                <progressbar field="color" colors='{"red": "danger"}'/>
                <templates><t t-name="card"><field name="name"/></t></templates>
            </kanban>`,
        reads: ["read_progress_bar", "web_read_group"],
    },
    graph: {
        arch: `<graph><field name="day" interval="month"/></graph>`,
        reads: ["formatted_read_group"],
    },
    pivot: {
        arch: `<pivot><field name="day" interval="month" type="row"/></pivot>`,
        reads: ["formatted_read_grouping_sets"],
    },
};

beforeEach(() => {
    mockDate("2026-11-23 12:34:56", +3.5);
    onRpc("has_group", () => true);
    for (const [read, answer] of Object.entries(ANSWERS)) {
        onRpc(read, ({ kwargs }) => {
            expect.step(`${read} ${kwargs.context.jalali_periods}`);
            return deepCopy(answer);
        });
    }
});

for (const [type, { arch, reads }] of Object.entries(VIEWS)) {
    const mount = () => mountView({ type, resModel: "deal", arch, groupBy: ["day:month"] });

    test(`FC-10: a ${type} asks for Jalali periods`, async () => {
        usePersianClient();
        await mount();
        expect.verifySteps(
            reads.map((read) => `${read} true`),
            { ignoreOrder: true }
        );
    });

    test(`FC-27: a ${type} of the Gregorian calendar asks for nothing`, async () => {
        useEnglishClient();
        await mount();
        expect.verifySteps(
            reads.map((read) => `${read} undefined`),
            { ignoreOrder: true }
        );
    });
}

test("FC-10: nothing else that a view sends has the flag", async () => {
    usePersianClient();
    onRpc("do_it", ({ kwargs }) => {
        expect.step(`do_it ${kwargs.context.key} ${kwargs.context.jalali_periods}`);
        return true;
    });
    onRpc("web_search_read", ({ kwargs }) => {
        expect.step(`web_search_read ${kwargs.context.jalali_periods}`);
    });
    await mountView({
        type: "list",
        resModel: "deal",
        arch: `
            <list>
                <header><button name="do_it" type="object" string="Do" display="always"/></header>
                <field name="name"/>
            </list>`,
        groupBy: ["day:month"],
        context: { key: 1 },
    });
    await contains(".o_group_header").click();
    await contains("button[name=do_it]").click();
    expect.verifySteps([
        "web_read_group true",
        "web_search_read undefined",
        "do_it 1 undefined",
        "web_read_group true",
    ]);
});

test("FC-13: groups stand in the order of their periods, by the names of the server", async () => {
    usePersianClient();
    onRpc("web_read_group", () => ({
        groups: [{ ...PERIOD, "day:month": ["2026-10-23", "آبان ۱۴۰۵"] }, PERIOD],
        length: 2,
    }));
    const view = await mountView({
        type: "list",
        resModel: "deal",
        arch: VIEWS.list.arch,
        groupBy: ["day:month"],
    });
    const { model } = findComponent(view, (component) => component instanceof ListController);
    const ends = model.root.groups.map((group) => group.range.to.toISODate());
    expect(ends).toEqual(["2026-11-22", "2026-12-22"]);
    const names = queryAllTexts(".o_group_name").map((name) => name.split(" (")[0]);
    expect(names).toEqual(["آبان ۱۴۰۵", "آذر ۱۴۰۵"]);
});

test("FC-13, FC-23: the names of periods are exported in Latin digits, others as they are", async () => {
    usePersianClient();
    patchWithCleanup(download, {
        async _download({ data }) {
            const table = JSON.parse(await data.data.text());
            expect.step(table.col_group_headers.map((headers) => headers.map((h) => h.title)));
            expect.step(table.rows.map((row) => row.title));
        },
    });
    const group = { ...PERIOD, name: "شرکت ۱" };
    onRpc("formatted_read_grouping_sets", ({ kwargs }) =>
        kwargs.grouping_sets.map((groupBys) => [
            { ...pick(group, ...groupBys), __count: 2, __extra_domain: [] },
        ])
    );
    await mountView({
        type: "pivot",
        resModel: "deal",
        arch: `
            <pivot>
                <field name="day" interval="month" type="col"/>
                <field name="name" type="row"/>
            </pivot>`,
    });
    await contains(".o_pivot_download").click();
    await contains(".o_pivot_flip_button").click();
    await contains(".o_pivot_download").click();
    expect.verifySteps([
        [["Total"], ["آذر 1405"]],
        ["Total", "شرکت ۱"],
        [["Total"], ["شرکت ۱"]],
        ["Total", "آذر 1405"],
    ]);
});

test("FC-13: sample records are in Jalali periods", async () => {
    usePersianClient();
    await makeMockEnv();
    const server = new SampleServer("deal", {});
    const format = (value, type, interval) => server._formatValue(value, { type, interval });
    expect(format("2026-11-25", "date", "month")).toEqual(["2026-11-22", "آذر ۱۴۰۵"]);
    expect(format("2026-11-25", "date", "quarter")).toEqual(["2026-09-23", "پاییز ۱۴۰۵"]);
    expect(format("2026-11-21 21:00:00", "datetime", "month")).toEqual([
        "2026-11-21 20:30:00",
        "آذر ۱۴۰۵",
    ]);
    expect(format("2026-11-25", "date", "year")).toEqual(["2026-03-21", "۱۴۰۵"]);
});
