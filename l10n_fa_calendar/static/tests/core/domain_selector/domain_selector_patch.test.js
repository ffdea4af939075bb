import { beforeEach, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { mockDate } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import {
    getConditionText,
    getCurrentPath,
    getCurrentValue,
    getValueOptions,
    openModelFieldSelectorPopover,
    selectValue,
} from "@web/../tests/core/tree_editor/condition_tree_editor_test_helpers";
import {
    contains,
    defineModels,
    fields,
    getService,
    models,
    mountWithCleanup,
} from "@web/../tests/web_test_helpers";
import { DomainSelector } from "@web/core/domain_selector/domain_selector";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

class Deal extends models.Model {
    name = fields.Char();
    day = fields.Date({ string: "Deadline" });
    team_id = fields.Many2one({ relation: "team", string: "Team" });
}

class Team extends models.Model {
    start = fields.Datetime({ string: "Start" });
}

defineModels([Deal, Team]);
beforeEach(() => mockDate("2026-11-23 12:34:56", +3.5));

/** A selector that keeps what is chosen; returns its state. */
async function mountSelector(domain, props = {}) {
    class Parent extends Component {
        static components = { DomainSelector };
        static props = ["*"];
        static template = xml`
            <DomainSelector resModel="'deal'" readonly="state.readonly" domain="state.domain"
                update="(domain) => this.state.domain = domain"/>`;
        setup() {
            this.state = useState({ domain, readonly: false, ...props });
        }
    }
    const { state } = await mountWithCleanup(Parent);
    return state;
}

test("FC-09: ranges of a date are in the calendar of the user", async () => {
    usePersianClient();
    const state = await mountSelector(
        `["&", ("day", ">=", "today =1jd"), ("day", "<", "today +1d")]`
    );
    expect(getCurrentValue()).toBe("Month to date");
    expect(getValueOptions()).toEqual([
        "Today",
        "Last 7 days",
        "Last 30 days",
        "Month to date",
        "Last month",
        "Year to date",
        "Last 12 months",
        "Custom range",
    ]);
    await selectValue("jalali last month");
    expect(state.domain).toBe(
        `["&", ("day", ">=", "today =1jd -1jm"), ("day", "<", "today =1jd")]`
    );
    expect(getCurrentValue()).toBe("Last month");
});

test("FC-09: a range of Gregorian months is named as such, and stays", async () => {
    usePersianClient();
    await mountSelector(`["&", ("day", ">=", "today =1d -1m"), ("day", "<", "today =1d")]`);
    expect(getCurrentValue()).toBe("Last month (Gregorian)");
    expect(getValueOptions()).toInclude("Last month (Gregorian)");
    expect(getValueOptions()).not.toInclude("Month to date (Gregorian)");
});

test("FC-27: a user of the Gregorian calendar reads that a range is of Jalali months", async () => {
    useEnglishClient();
    await mountSelector(`["&", ("day", ">=", "today =1jd -1jm"), ("day", "<", "today =1jd")]`, {
        readonly: true,
    });
    expect(getConditionText()).toBe("Deadline is in Last month (Jalali)");
});

test("FC-09: single dates are typed and shown in Jalali", async () => {
    usePersianClient();
    const state = await mountSelector(`[("day", "=", "2026-11-22")]`);
    expect(getCurrentValue()).toBe("۱۴۰۵/۰۹/۰۱");
    await contains(".o_tree_editor_condition .o_datetime_input").edit("۱۴۰۵/۱۲/۲۹");
    expect(state.domain).toBe(`[("day", "=", "2027-03-20")]`);
});

test("FC-12: a date leads to its Jalali parts", async () => {
    usePersianClient();
    const state = await mountSelector(`[("day", "=", "2026-11-22")]`);
    await openModelFieldSelectorPopover();
    await contains("[data-name=day] .o_model_field_selector_popover_item_relation").click();
    expect(queryAllTexts(".o_model_field_selector_popover_item_name")).toEqual([
        "Day of the Jalali month",
        "Day of the Jalali year",
        "Jalali month",
        "Jalali year",
        "Season",
    ]);
    await contains(
        "[data-name=jalali_month_number] .o_model_field_selector_popover_item_name"
    ).click();
    expect(getCurrentPath()).toBe("Deadline > Jalali month");
    expect(getValueOptions()).toHaveLength(12);
    await selectValue(9);
    expect(state.domain).toBe(`[("day.jalali_month_number", "=", 9)]`);
    expect(getCurrentValue()).toBe("آذر");
});

const STORED = `[("team_id.start.jalali_month_number", "in", [9])]`;

test("FC-12: a stored domain on a part is shown", async () => {
    usePersianClient();
    await mountSelector(STORED, { readonly: true });
    expect(getConditionText()).toBe("Team ➔ Start ➔ Jalali month = آذر");
});

test("FC-12: it is shown to users of the Gregorian calendar too", async () => {
    useEnglishClient();
    await mountSelector(STORED, { readonly: true });
    expect(getConditionText()).toBe("Team ➔ Start ➔ Jalali month = Azar");
});

test("FC-27: in the Gregorian calendar a date leads nowhere, as ever", async () => {
    useEnglishClient();
    await mountSelector(`[("day", "=", "2026-11-22")]`);
    await openModelFieldSelectorPopover();
    expect("[data-name=day] .o_model_field_selector_popover_item_relation").toHaveCount(0);
    expect("[data-name=team_id] .o_model_field_selector_popover_item_relation").toHaveCount(1);
});

test("FC-12: a part of what is no date is no path", async () => {
    usePersianClient();
    await mountSelector(`[("name.jalali_month_number", "=", 9)]`);
    expect(".o_model_field_selector_warning").toHaveCount(1);
    const { isInvalid } = await getService("field").loadPath("deal", "day.month_number");
    expect(isInvalid).toBe("path");
});
