import { exportLeadsItem } from "@crm_lead_tools/export_leads/export_leads";
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

defineMailModels();
defineModels([Lead]);

before(() => {
    const cogMenu = registry.category("cogMenu");
    clearRegistry(cogMenu);
    cogMenu.add("export-leads-menu", exportLeadsItem);
});

function mountList() {
    return mountView({
        type: "list",
        resModel: "crm.lead",
        arch: `<list default_order="name desc"><field name="name"/></list>`,
        domain: [["name", "!=", "b"]],
        config: { actionType: "ir.actions.act_window" },
    });
}

test.tags("desktop");
test("LT-16: the cog menu exports the whole search, in the order of the list", async () => {
    onRpc("has_group", () => true);
    mockService("action", {
        doAction(action, { additionalContext }) {
            expect.step(action);
            expect(additionalContext.default_domain).toBe('[["name","!=","b"]]');
            expect(additionalContext.default_order).toBe("name desc");
            expect(additionalContext.default_active_test).toBe(true);
        },
    });
    await mountList();
    await contains(".o_cp_action_menus .dropdown-toggle").click();
    await contains(".o_crm_lead_tools_export").click();
    expect.verifySteps(["crm_lead_tools.crm_lead_export_action"]);
});

test.tags("desktop");
test("LT-16: without the right to export there is no such item", async () => {
    onRpc("has_group", ({ args }) => args[1] !== "base.group_allow_export");
    await mountList();
    expect(".o_cp_action_menus").toHaveCount(0);
});
