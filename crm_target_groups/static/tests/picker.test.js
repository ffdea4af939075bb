import { expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, models, onRpc, defineModels, fields } from "@web/../tests/web_test_helpers";
import { defineGroupModels, EXHIBITION, header, mountMembers, serveTree } from "./group_tree_helpers";

const LIST = /* xml */ `
    <list js_class="target_group_picker_list"><field name="name"/></list>
`;

class Contact extends models.Model {
    _name = "contact";

    name = fields.Char();

    _records = [...Array(90).keys()].map((index) => ({ id: index + 1, name: `Guest ${index}` }));
    _views = {
        "list,7": LIST,
        search: /* xml */ `<search/>`,
    };
}

class Lead extends models.Model {
    _name = "lead";

    name = fields.Char();

    _records = [{ id: 1, name: "Prospect" }];
    _views = { "list,7": LIST, search: /* xml */ `<search/>` };
}

defineGroupModels();
defineModels([Contact, Lead]);

const source = (id, model, name) => ({
    id,
    model,
    name,
    domain: [],
    missing: [["name", "!=", "Guest 0"]],
    view_id: 7,
    search_view_id: false,
});

async function openPicker() {
    serveTree(() => [EXHIBITION]);
    onRpc("crm.target.group", "picker_sources", () => [
        source("contacts", "contact", "Contacts"),
        source("leads", "lead", "Leads"),
        {
            ...source("group", "contact", "An earlier group"),
            missing: [],
            chooser: {
                model: "crm.target.group",
                domain: [["id", "!=", 1]],
                filter: "[('id', '=', chosen + 5)]",
                placeholder: "Choose a group",
            },
        },
    ]);
    onRpc("crm.target.group", "add_people", ({ args, kwargs }) => {
        expect.step([...args, kwargs.record_ids || kwargs.domain]);
        return { message: "2 added, 1 already in", batch_id: 1 };
    });
    await mountMembers();
    await contains(header("Exhibition")).click();
    await contains(".o_target_group_add_people").click();
}

test("TG-11, TG-12: Add stays open and says what it did", async () => {
    await openPicker();
    expect(queryAllTexts(".o_target_group_sources button")).toEqual([
        "Contacts",
        "Leads",
        "An earlier group",
    ]);
    expect(".o_target_group_add").not.toBeEnabled();
    expect(".modal .o_data_row:first td[name=name]").toHaveText("Guest 1");
    await contains(".modal .o_data_row:first .o_list_record_selector input").click();
    await contains(".o_target_group_add:enabled").click();
    await animationFrame();
    expect.verifySteps([[1, "contact", [2]]]);
    expect(".o_notification").toHaveText(/2 added, 1 already in/);
    expect(".o_target_group_picker").toHaveCount(1);
    expect(".o_target_group_add").not.toBeEnabled();
});

test("TG-11: the whole search goes as a search, not as the page", async () => {
    await openPicker();
    await contains(".modal thead .o_list_record_selector input").click();
    await contains(".modal .o_selection_container .o_select_domain, .modal .o_list_select_domain").click();
    await animationFrame();
    expect(".o_target_group_add").toHaveText("Add (89)");
    await contains(".o_target_group_add_close").click();
    expect.verifySteps([[1, "contact", [["name", "!=", "Guest 0"]]]]);
    await animationFrame();
    expect(".o_target_group_picker").toHaveCount(0);
});

test("TG-11: those already in are hidden, or shown", async () => {
    await openPicker();
    await contains(".o_target_group_sources input[type=checkbox]").click();
    expect(".modal .o_data_row:first td[name=name]").toHaveText("Guest 0");
});

test("TG-11: a source that asks for a group offers nobody before one is chosen", async () => {
    await openPicker();
    await contains("[data-source=group]").click();
    expect(".modal .o_data_row").toHaveCount(0);
    await contains(".o_target_group_source_record input").click();
    expect(queryAllTexts(".o-autocomplete--dropdown-item")).toEqual(["VIP"]);
    await contains(".o-autocomplete--dropdown-item").click();
    expect(queryAllTexts(".modal .o_data_row td[name=name]")).toEqual(["Guest 6"]);
    await contains("[data-source=contacts]").click();
    expect(".o_target_group_source_record").toHaveCount(0);
});
