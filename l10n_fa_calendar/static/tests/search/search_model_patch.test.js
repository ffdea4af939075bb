import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import {
    defineModels,
    editFavoriteName,
    editSearch,
    fields,
    getFacetTexts,
    models,
    mountWithSearch,
    onRpc,
    saveFavorite,
    toggleMenuItem,
    toggleMenuItemOption,
    toggleSaveFavorite,
    toggleSearchBarMenu,
    validateSearch,
} from "@web/../tests/web_test_helpers";
import { SearchBar } from "@web/search/search_bar/search_bar";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

describe.current.tags("desktop");

class Deal extends models.Model {
    day = fields.Date();
    moment = fields.Datetime();
}

defineModels([Deal]);

beforeEach(() => mockDate("2026-11-23 12:34:56", +3.5)); // 1405/09/02

const ARCH = `
    <search>
        <filter name="day" string="Day" date="day"/>
        <filter name="moment" string="Moment" date="moment"/>
        <filter name="span" string="Span" date="day" start_month="-12" end_month="3"
                start_year="-1" end_year="1"/>
        <filter name="custom" string="Custom" date="day">
            <filter name="week" string="Week" domain="[('day', '>=', 'today -7d')]"/>
        </filter>
        <filter name="this_month" string="This month"
                domain="[('day', '>=', '=1d'), ('day', '&lt;', '=1d +1m')]"/>
        <filter name="recent" string="Recent" domain="[('day', '>', '-2m =1d')]"/>
        <filter name="year" string="Last 365" domain="[('day', '>', 'today -1y')]"/>
    </search>`;

async function mountSearch(options = {}) {
    const component = await mountWithSearch(SearchBar, {
        resModel: "deal",
        searchMenuTypes: ["filter", "favorite"],
        searchViewId: false,
        searchViewArch: ARCH,
        ...options,
    });
    await toggleSearchBarMenu();
    return component.env.searchModel;
}

async function openFilter(name, options) {
    const searchModel = await mountSearch(options);
    await toggleMenuItem(name);
    return searchModel;
}

const optionTexts = () => queryAllTexts(".o_accordion_values .o_item_option");

test("FC-10: the moment of a user in Persian says that its units are Jalali", async () => {
    usePersianClient();
    expect((await mountSearch()).referenceMoment.unitPrefix).toBe("j");
});

test("FC-08: months, seasons and years are Jalali", async () => {
    usePersianClient();
    await openFilter("Day");
    expect(optionTexts()).toEqual([
        "آذر",
        "آبان",
        "مهر",
        "زمستان",
        "پاییز",
        "تابستان",
        "بهار",
        "۱۴۰۵",
        "۱۴۰۴",
        "۱۴۰۳",
    ]);
});

test("FC-08: a month is filtered from its first to its last day", async () => {
    usePersianClient();
    const searchModel = await openFilter("Day");
    await toggleMenuItemOption("Day", "آبان");
    expect(getFacetTexts()).toEqual(["Day: آبان ۱۴۰۵"]);
    expect(searchModel.domain).toEqual([
        "&",
        ["day", ">=", "2026-10-23"],
        ["day", "<=", "2026-11-21"],
    ]);
});

test("FC-08: a moment is filtered in the time zone of the user", async () => {
    usePersianClient();
    const searchModel = await openFilter("Moment");
    await toggleMenuItemOption("Moment", "آذر");
    expect(searchModel.domain).toEqual([
        "&",
        ["moment", ">=", "2026-11-21 20:30:00"],
        ["moment", "<=", "2026-12-21 20:29:59"],
    ]);
});

test("FC-08: seasons, and several periods and years at once", async () => {
    usePersianClient();
    const searchModel = await openFilter("Day");
    await toggleMenuItemOption("Day", "زمستان");
    expect(getFacetTexts()).toEqual(["Day: زمستان ۱۴۰۵"]);
    expect(searchModel.domain).toEqual([
        "&",
        ["day", ">=", "2026-12-22"],
        ["day", "<=", "2027-03-20"],
    ]);
    await toggleMenuItemOption("Day", "مهر");
    await toggleMenuItemOption("Day", "۱۴۰۳");
    expect(getFacetTexts()).toEqual([
        "Day: مهر ۱۴۰۳/زمستان ۱۴۰۳/مهر ۱۴۰۵/زمستان ۱۴۰۵",
    ]);
    // 1403 is a leap year: its winter ends on the 30th of Esfand.
    expect(searchModel.domain.filter(Array.isArray).slice(0, 4)).toEqual([
        ["day", ">=", "2024-09-22"],
        ["day", "<=", "2024-10-21"],
        ["day", ">=", "2024-12-21"],
        ["day", "<=", "2025-03-20"],
    ]);
});

test("FC-08: a year runs from Nowruz to the end of Esfand", async () => {
    usePersianClient();
    const searchModel = await openFilter("Day");
    await toggleMenuItemOption("Day", "۱۴۰۴");
    expect(getFacetTexts()).toEqual(["Day: ۱۴۰۴"]);
    expect(searchModel.domain).toEqual([
        "&",
        ["day", ">=", "2025-03-21"],
        ["day", "<=", "2026-03-20"],
    ]);
});

test("FC-08: a month brings the Jalali year that it lies in", async () => {
    // Today is 1405/10/25: the third month back is of 1405, the tenth back is of 1404.
    mockDate("2027-01-15 12:00:00", +3.5);
    usePersianClient();
    const searchModel = await openFilter("Span");
    const item = Object.values(searchModel.searchItems).find(({ name }) => name === "span");
    for (const [option, period] of [
        ["month-3", "مهر ۱۴۰۵"],
        ["month-10", "اسفند ۱۴۰۴"],
        ["month+3", "فروردین ۱۴۰۶"],
    ]) {
        searchModel.clearQuery();
        searchModel.toggleDateFilter(item.id, option);
        await animationFrame();
        expect(getFacetTexts()).toEqual([`Span: ${period}`]);
    }
    expect(searchModel.domain).toEqual([
        "&",
        ["day", ">=", "2027-03-21"],
        ["day", "<=", "2027-04-20"],
    ]);
});

test("FC-08: options with a domain of their own are left alone", async () => {
    usePersianClient();
    const searchModel = await openFilter("Custom");
    await toggleMenuItemOption("Custom", "Week");
    expect(getFacetTexts()).toEqual(["Custom: Week"]);
    expect(searchModel.domain).toEqual([["day", ">=", "today -7d"]]);
});

test("FC-08: a favourite is saved by its days, which mean the same to everyone", async () => {
    usePersianClient();
    onRpc("create_filter", ({ args }) => {
        const [filter] = args;
        expect.step(filter.domain);
        expect(JSON.stringify(filter)).not.toInclude("jalali");
        return [7];
    });
    await openFilter("Day");
    await toggleMenuItemOption("Day", "آذر");
    await toggleSaveFavorite();
    await editFavoriteName("Azar");
    await saveFavorite();
    expect.verifySteps([`["&", ("day", ">=", "2026-11-22"), ("day", "<=", "2026-12-21")]`]);
});

test("FC-04, FC-08: a date typed into the search bar is a Jalali one", async () => {
    usePersianClient();
    const component = await mountWithSearch(SearchBar, {
        resModel: "deal",
        searchViewId: false,
        searchViewArch: `<search><field name="day"/></search>`,
    });
    await editSearch("۱۴۰۵/۰۹/۰۱");
    await validateSearch();
    expect(component.env.searchModel.domain).toEqual([["day", "=", "2026-11-22"]]);
    expect(getFacetTexts()[0]).toInclude("۱۴۰۵/۰۹/۰۱");
});

test("FC-28: in English, months and seasons have their English names", async () => {
    useEnglishClient("jalali");
    await openFilter("Day");
    expect(optionTexts()).toEqual([
        "Azar",
        "Aban",
        "Mehr",
        "Winter",
        "Autumn",
        "Summer",
        "Spring",
        "1405",
        "1404",
        "1403",
    ]);
    await toggleMenuItemOption("Day", "Autumn");
    expect(getFacetTexts()).toEqual(["Day: Autumn 1405"]);
});

test("FC-27: in the Gregorian calendar the periods are Odoo's own", async () => {
    useEnglishClient();
    const searchModel = await openFilter("Day");
    expect(optionTexts().slice(0, 4)).toEqual(["November", "October", "September", "Q4"]);
    await toggleMenuItemOption("Day", "Q4");
    expect(getFacetTexts()).toEqual(["Day: Q4 2026"]);
    expect(searchModel.domain).toEqual([
        "&",
        ["day", ">=", "2026-10-01"],
        ["day", "<=", "2026-12-31"],
    ]);
});

test("FC-09: filters of apps that start with a month start with the Jalali one", async () => {
    usePersianClient();
    const searchModel = await mountSearch();
    await toggleMenuItem("This month");
    const month = ["&", ["day", ">=", "=1jd"], ["day", "<", "=1jd +1jm"]];
    expect(searchModel.domain).toEqual(month);
    await toggleMenuItem("This month");
    await toggleMenuItem("Recent");
    expect(searchModel.domain).toEqual([["day", ">", "-2jm =1jd"]]);
    await toggleMenuItem("Recent");
    await toggleMenuItem("Last 365");
    expect(searchModel.domain).toEqual([["day", ">", "today -1y"]]);
});

test("FC-09, FC-27: and with the Gregorian one for others", async () => {
    useEnglishClient();
    const searchModel = await mountSearch();
    await toggleMenuItem("Recent");
    expect(searchModel.domain).toEqual([["day", ">", "-2m =1d"]]);
});
