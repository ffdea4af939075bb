import { INTERVAL } from "@crm_lead_tools/follow_import/follow_import";
import { advanceTime, expect, test } from "@odoo/hoot";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    defineModels,
    fields,
    MockServer,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

class LeadImport extends models.Model {
    _name = "crm.lead.import";
    progress = fields.Float();
    state = fields.Selection({
        selection: [
            ["importing", "Being Imported"],
            ["done", "Imported"],
        ],
    });
    _records = [{ id: 1, state: "importing", progress: 10 }];
}

defineMailModels();
defineModels([LeadImport]);

test("LT-41: the form follows the work in the background until it is done", async () => {
    onRpc("crm.lead.import", "web_read", () => expect.step("read"));
    await mountView({
        type: "form",
        resModel: "crm.lead.import",
        resId: 1,
        arch: `<form><field name="state"/><field name="progress"/>
            <widget name="crm_lead_tools_follow"/></form>`,
    });
    expect.verifySteps(["read"]);
    MockServer.env["crm.lead.import"].write([1], { progress: 60 });
    await advanceTime(INTERVAL + 100);
    expect.verifySteps(["read"]);
    expect(".o_field_widget[name=progress] input").toHaveValue("60.00");
    MockServer.env["crm.lead.import"].write([1], { state: "done" });
    await advanceTime(INTERVAL + 100);
    expect.verifySteps(["read"]);
    await advanceTime(INTERVAL + 100);
    expect.verifySteps([]);
});
