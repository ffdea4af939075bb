import { expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

class Lead extends models.Model {
    name = fields.Char();
    stage = fields.Selection({ selection: [["new", "New"], ["won", "Won"]] });

    _records = [
        { id: 1, name: "a", stage: "new" },
        { id: 2, name: "b", stage: "won" },
    ];
}

defineModels([Lead]);

for (const [language, useClient] of [
    ["Persian", usePersianClient],
    ["English", useEnglishClient],
]) {
    test(`FC-23, FC-27: the number of records of a column, in ${language}`, async () => {
        useClient();
        onRpc("has_group", () => true);
        await mountView({
            type: "kanban",
            resModel: "lead",
            groupBy: ["stage"],
            arch: `
                <kanban>
                    <templates><t t-name="card"><field name="name"/></t></templates>
                </kanban>`,
        });
        expect(queryAllTexts(".o_column_title")).toEqual(["New\n(1)", "Won\n(1)"]);
        expect(queryAllTexts(".o_l10n_fa_calendar_counter")).toEqual(["(1)", "(1)"]);
    });
}
