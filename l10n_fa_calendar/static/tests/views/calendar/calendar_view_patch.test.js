import { describe, expect, test } from "@odoo/hoot";
import { queryAllAttributes, queryAllTexts } from "@odoo/hoot-dom";
import { mockDate } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
    preloadBundle,
} from "@web/../tests/web_test_helpers";
import {
    changeScale,
    clickDate,
    clickEvent,
    navigate,
} from "@web/../tests/views/calendar/calendar_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

describe.current.tags("desktop");

class Meeting extends models.Model {
    name = fields.Char();
    start = fields.Datetime();
    stop = fields.Datetime();
    day = fields.Date();

    has_access() {
        return true;
    }

    _records = [
        // 1405/09/01, 1405/09/30 and 1405/10/01, in Tehran
        { id: 1, name: "first", start: "2026-11-22 06:30:00", stop: "2026-11-22 08:00:00" },
        { id: 2, name: "last", start: "2026-12-21 06:30:00", stop: "2026-12-21 08:00:00" },
        { id: 3, name: "next", start: "2026-12-22 06:30:00", stop: "2026-12-24 08:00:00" },
    ];
}

defineModels([Meeting]);
preloadBundle("web.fullcalendar_lib");

const TITLE = ".o_calendar_header h5";
const DAYS = ".fc-daygrid-day:not(.fc-day-disabled):not(.fc-day-other)";
const DAY_NUMBERS = `${DAYS} .fc-daygrid-day-number`;

const shownDates = () => queryAllAttributes(DAYS, "data-date");

async function mountCalendar({ client = usePersianClient, scale = "month", attrs = "" } = {}) {
    mockDate("2026-11-23 12:34:56", +3.5); // 1405/09/02
    client();
    await mountView({
        type: "calendar",
        resModel: "meeting",
        arch: `<calendar date_start="start" date_stop="stop" mode="${scale}" ${attrs}/>`,
    });
}

test("FC-14: a month runs from the first to the last of the Jalali month", async () => {
    onRpc("meeting", "search_read", ({ kwargs }) => expect.step(kwargs.domain));
    await mountCalendar({ attrs: 'month_overflow="0"' });
    expect(TITLE).toHaveText("آذر ۱۴۰۵");
    const dates = shownDates();
    expect([dates.length, dates[0], dates.at(-1)]).toEqual([30, "2026-11-22", "2026-12-21"]);
    expect(queryAllTexts(DAY_NUMBERS).slice(0, 3)).toEqual(["۱", "۲", "۳"]);
    expect(queryAllTexts(DAY_NUMBERS).at(-1)).toBe("۳۰");
    expect(".o_event").toHaveCount(2);
    expect.verifySteps([
        [
            ["start", "<=", "2026-12-21 20:29:59"],
            ["stop", ">=", "2026-11-21 20:30:00"],
        ],
    ]);
});

test("FC-14: a month begins on Saturday and shows the days beside it", async () => {
    await mountCalendar();
    expect(".fc-col-header-cell:first").toHaveClass("fc-day-sat");
    expect(queryAllAttributes(".fc-daygrid-day", "data-date")[0]).toBe("2026-11-21");
    expect(queryAllTexts(".fc-daygrid-day-number").slice(0, 2)).toEqual(["۳۰", "۱"]);
    expect(".fc-day-other").toHaveCount(5);
});

test("FC-14: next and previous go by Jalali months, over the end of a year too", async () => {
    await mountCalendar({ attrs: 'month_overflow="0"' });
    for (const title of ["دی ۱۴۰۵", "بهمن ۱۴۰۵", "اسفند ۱۴۰۵", "فروردین ۱۴۰۶"]) {
        await navigate("next");
        expect(TITLE).toHaveText(title);
    }
    expect(shownDates()).toHaveLength(31);
    expect(shownDates()[0]).toBe("2027-03-21");
    await navigate("prev");
    expect(TITLE).toHaveText("اسفند ۱۴۰۵");
    expect(shownDates()).toHaveLength(29);
    expect(shownDates().at(-1)).toBe("2027-03-20");
});

test("FC-14: weeks are those of the Jalali year", async () => {
    await mountCalendar({ scale: "week" });
    expect(TITLE).toHaveText(/^آبان - آذر ۱۴۰۵/);
    expect(".o_current_week").toHaveText(/۳۶$/);
    expect(queryAllTexts(".fc-col-header-cell .o_cw_day_number")).toEqual(
        ["۳۰", "۱", "۲", "۳", "۴", "۵", "۶"]
    );
    expect(".fc-daygrid-day-number").toHaveCount(0); // of the row of whole days
    await navigate("next");
    expect(TITLE).toHaveText(/^آذر ۱۴۰۵/);
    expect(".o_current_week").toHaveText(/۳۷$/);
});

test("FC-14: the day", async () => {
    await mountCalendar({ scale: "day" });
    expect(TITLE).toHaveText("۲ آذر ۱۴۰۵");
    expect(".fc-col-header-cell .o_cw_day_number").toHaveText("۲");
    await navigate("prev");
    expect(TITLE).toHaveText("۱ آذر ۱۴۰۵");
    expect(".o_event").toHaveCount(1);
});

test("FC-14: a year has twelve Jalali months", async () => {
    await mountCalendar({ scale: "year" });
    expect(TITLE).toHaveText("۱۴۰۵");
    const titles = queryAllTexts(".fc-toolbar-title");
    expect(titles).toHaveLength(12);
    expect([titles[0], titles[8], titles[11]]).toEqual(["فروردین ۱۴۰۵", "آذر ۱۴۰۵", "اسفند ۱۴۰۵"]);
    expect(shownDates()).toHaveLength(365);
    expect(shownDates()[0]).toBe("2026-03-21");
    expect(shownDates().at(-1)).toBe("2027-03-20");
    await navigate("next");
    expect(TITLE).toHaveText("۱۴۰۶");
});

test("FC-14: the popover of a day in the year", async () => {
    await mountCalendar({ scale: "year" });
    await clickDate("2026-12-23");
    expect(".o_cw_popover").toHaveText(/۱ - ۳ دی ۱۴۰۵/);
});

test("FC-14: a record's days and hours", async () => {
    await mountCalendar({ attrs: 'month_overflow="0"' });
    await clickEvent(1);
    expect(".o_cw_popover .list-group-item:eq(0)").toHaveText(/۱ آذر ۱۴۰۵/);
    expect(".o_cw_popover .list-group-item:eq(1)").toHaveText(/۱۰:۰۰ - ۱۱:۳۰/);
});

test("FC-14: the side panel picks a Jalali day", async () => {
    await mountCalendar();
    expect(".o_datetime_picker_header").toHaveText("آذر ۱۴۰۵");
    await contains(".o_datetime_picker .o_date_item_cell:contains(/^۱۰$/)").click();
    expect(TITLE).toHaveText(/^آذر ۱۴۰۵/);
    await changeScale("day");
    expect(TITLE).toHaveText("۱۰ آذر ۱۴۰۵");
});

test("FC-27: a user in English has Gregorian months", async () => {
    await mountCalendar({ client: useEnglishClient, attrs: 'month_overflow="0"' });
    expect(TITLE).toHaveText("November 2026");
    expect(shownDates()).toHaveLength(30);
    expect(shownDates()[0]).toBe("2026-11-01");
    expect(queryAllTexts(DAY_NUMBERS).slice(0, 2)).toEqual(["1", "2"]);
    await navigate("next");
    expect(TITLE).toHaveText("December 2026");
    await changeScale("year");
    expect(queryAllTexts(".fc-toolbar-title")[0]).toBe("January 2026");
});
