import { expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

class Member extends models.Model {
    _name = "crm.target.group.member";

    name = fields.Char();
    group_id = fields.Many2one({ relation: "crm.target.group" });

    _records = [
        { id: 1, name: "Guest 1", group_id: 1 },
        { id: 2, name: "Guest 2", group_id: 2 },
    ];
    _views = {
        search: /* xml */ `
            <search>
                <searchpanel>
                    <field name="group_id" expand="1" enable_counters="1" limit="0" depth="1"/>
                </searchpanel>
            </search>
        `,
        list: /* xml */ `<list js_class="target_group_list"><field name="name"/></list>`,
    };
}

class Group extends models.Model {
    _name = "crm.target.group";

    name = fields.Char();
    parent_id = fields.Many2one({ relation: "crm.target.group" });

    _records = [
        { id: 1, name: "Exhibition" },
        { id: 2, name: "VIP", parent_id: 1 },
    ];
}

defineMailModels();
defineModels([Member, Group]);

const EXHIBITION = { id: 1, display_name: "Exhibition", parent_id: false, __count: 2 };
const VIP = { id: 2, display_name: "VIP", parent_id: 1, __count: 1, is_private: true };

function serveTree(getValues) {
    onRpc("search_panel_select_range", () => ({
        parent_field: "parent_id",
        values: getValues(),
    }));
}

function mountMembers(context = {}) {
    return mountView({ type: "list", resModel: "crm.target.group.member", context });
}

test("private groups wear a lock, at any depth of the tree", async () => {
    serveTree(() => [EXHIBITION, VIP]);
    await mountMembers();
    expect(queryAllTexts(".o_search_panel_label_title")).toEqual(["All", "Exhibition", "VIP"]);
    expect(".o_target_group_lock").toHaveCount(1);
    expect("header:contains(VIP) .o_target_group_lock").toHaveCount(1);
    expect(queryAllTexts(".o_search_panel_counter")).toEqual(["2", "1"]);
});

test("a click on a group shows its members", async () => {
    serveTree(() => [EXHIBITION, VIP]);
    await mountMembers();
    expect(".o_data_row").toHaveCount(2);
    await contains("header:contains(VIP)").click();
    expect(queryAllTexts(".o_data_row td[name=name]")).toEqual(["Guest 2"]);
});

test("a new group is selected although an older tree was loaded before", async () => {
    let values = [];
    serveTree(() => values);
    await mountMembers();
    expect(".o_search_panel_category_value").toHaveCount(0);

    values = [EXHIBITION, VIP];
    await mountMembers({ searchpanel_default_group_id: 2 });
    expect(".o_search_panel header.active:contains(VIP)").toHaveCount(1);
});
