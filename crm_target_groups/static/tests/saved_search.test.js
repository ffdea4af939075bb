import { expect, test } from "@odoo/hoot";
import { mockDate } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountWithSearch,
    toggleMenuItem,
    toggleMenuItemOption,
    toggleSearchBarMenu,
} from "@web/../tests/web_test_helpers";
import { SearchBar } from "@web/search/search_bar/search_bar";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";

class Lead extends models.Model {
    _name = "crm.lead";

    name = fields.Char();
    date = fields.Date();
    moment = fields.Datetime();

    _views = {
        list: /* xml */ `<list><field name="name"/></list>`,
        search: /* xml */ `
            <search>
                <field name="name"/>
                <filter name="mine" string="Mine" domain="[('name', '=', uid)]"/>
                <separator/>
                <filter name="date" string="Day" date="date" start_year="-2"/>
                <separator/>
                <filter name="custom" string="Custom" date="moment">
                    <filter name="week" string="Week" domain="[('moment', '>=', 'today -7d')]"/>
                </filter>
                <separator/>
                <filter name="old" string="Old" domain="[
                    ('date', '&lt;', (context_today() - relativedelta(months=2, days=1)).strftime('%Y-%m-%d')),
                    ('date', '>', context_today().strftime('%Y-%m-%d')),
                    ('date', '!=', (context_today() + relativedelta(day=1, weeks=-3)).strftime('%Y-%m-%d')),
                    ('moment', '>', datetime.datetime.combine(context_today() - datetime.timedelta(days=30), datetime.time(0, 0, 0)).to_utc().strftime('%Y-%m-%d %H:%M:%S'))]"/>
                <filter name="fixed" string="Fixed" domain="[('date', '=', (context_today() - relativedelta(leapdays=1)).strftime('%Y-%m-%d'))]"/>
            </search>`,
    };
}

defineMailModels();
defineModels([Lead]);

/** The rule that "Save as smart group" makes of what `choose` chooses in the search. */
async function savedRule(choose, moment) {
    mockDate("2026-11-23 12:34:56", 0);
    let context;
    mockService("action", { doAction: (action) => (context = action.context) });
    const bar = await mountWithSearch(
        SearchBar,
        {
            resModel: "crm.lead",
            searchViewId: false,
            searchMenuTypes: ["filter", "favorite"],
            domain: [["name", "!=", "x"]],
        },
        { actionType: "ir.actions.act_window" }
    );
    Object.assign(bar.env.searchModel.referenceMoment, moment);
    await toggleSearchBarMenu();
    await choose();
    await contains(".o_save_as_smart_group").click();
    expect(context.default_group_type).toBe("smart");
    expect(context.default_lead_scope).toBe("rule");
    return context.default_lead_domain;
}

async function choosePeriods(name, options) {
    await toggleMenuItem(name);
    for (const option of options) {
        await toggleMenuItemOption(name, option);
    }
}

test("TG-15: a saved search keeps its conditions; the user in it is the owner", async () => {
    const rule = await savedRule(() => toggleMenuItem("Mine"));
    expect(rule).toBe(`["&", ("name", "!=", "x"), ("name", "=", 7)]`);
});

test("TG-15: months of a saved search move along", async () => {
    const rule = await savedRule(() => choosePeriods("Day", ["November", "September"]));
    expect(rule).toBe(
        `["&", ("name", "!=", "x"), "|", ` +
            `"&", ("date", ">=", "today =1d"), ("date", "<", "today =1d +1m"), ` +
            `"&", ("date", ">=", "today =1d -2m"), ("date", "<", "today =1d -1m")]`
    );
});

test("TG-15: quarters and years of a saved search move along", async () => {
    const rule = await savedRule(async () => {
        await choosePeriods("Day", ["Q2", "2024", "2026"]);
    });
    expect(rule).toBe(
        `["&", ("name", "!=", "x"), "&", ` +
            `("date", ">=", "today =1d =4m -2y"), ("date", "<", "today =1d =4m -2y +3m")]`
    );
});

test("TG-15: years of another calendar are written in its units", async () => {
    const rule = await savedRule(() => choosePeriods("Day", ["2025"]), { unitPrefix: "j" });
    expect(rule).toBe(
        `["&", ("name", "!=", "x"), "&", ` +
            `("date", ">=", "today =1jd =1jm -1jy"), ("date", "<", "today =1jd =1jm")]`
    );
});

test("TG-15: dates that filters reckon in Python move along as well", async () => {
    const rule = await savedRule(async () => {
        await choosePeriods("Custom", ["Week"]);
        await toggleMenuItem("Old");
    });
    expect(rule).toBe(
        `["&", ("name", "!=", "x"), "&", ("moment", ">=", "today -7d"), ` +
            `"&", "&", "&", ("date", "<", "today -2m -1d"), ("date", ">", "today"), ` +
            `("date", "!=", "today =1d -3w"), ("moment", ">", "today -30d")]`
    );
});

test("TG-15: what the server cannot say of a day stays that day", async () => {
    expect(await savedRule(() => toggleMenuItem("Fixed"))).toBe(
        `["&", ("name", "!=", "x"), ("date", "=", "2026-11-23")]`
    );
});
