import { importLeadsItem } from "@crm_lead_tools/import_leads/import_leads";
import { before, expect, test } from "@odoo/hoot";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    clearRegistry,
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { registry } from "@web/core/registry";

class Lead extends models.Model {
    _name = "crm.lead";
    name = fields.Char();
    _records = [{ id: 1, name: "a" }];
}

class Other extends models.Model {
    name = fields.Char();
    _records = [{ id: 1, name: "a" }];
}

defineMailModels();
defineModels([Lead, Other]);
onRpc("has_group", () => true);

before(() => {
    const cogMenu = registry.category("cogMenu");
    clearRegistry(cogMenu);
    cogMenu.add("import-leads-menu", importLeadsItem);
});

function mountList(resModel, attributes = "") {
    return mountView({
        type: "list",
        resModel,
        arch: `<list ${attributes}><field name="name"/></list>`,
        config: { actionType: "ir.actions.act_window" },
    });
}

test.tags("desktop");
test("the cog menu of leads opens the import", async () => {
    mockService("action", {
        doAction(action) {
            expect.step(action);
        },
    });
    await mountList("crm.lead");
    await contains(".o_cp_action_menus .dropdown-toggle").click();
    await contains(".o_crm_lead_tools_import").click();
    expect.verifySteps(["crm_lead_tools.crm_lead_import_action_new"]);
});

test.tags("desktop");
test("other models and read-only lists of leads have no such item", async () => {
    await mountList("other");
    expect(".o_cp_action_menus").toHaveCount(0);
    await mountList("crm.lead", 'create="0"');
    expect(".o_cp_action_menus").toHaveCount(0);
});
