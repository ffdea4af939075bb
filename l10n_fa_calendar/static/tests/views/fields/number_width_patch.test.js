import { expect, test } from "@odoo/hoot";
import { queryRect } from "@odoo/hoot-dom";
import { defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";
import { FIELD_WIDTHS } from "@web/views/list/column_width_hook";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

class Invoice extends models.Model {
    name = fields.Char();
    total = fields.Monetary({ currency_field: "currency_id" });
    currency_id = fields.Many2one({ relation: "currency", default: 1 });

    _records = [{ id: 1, name: "INV/1", total: 3326400000, currency_id: 1 }];
}

class Currency extends models.Model {
    _name = "currency";

    name = fields.Char();

    _records = [{ id: 1, name: "IRR" }];
}

defineModels([Invoice, Currency]);

async function widthOfTotal() {
    onRpc("has_group", () => true);
    await mountView({
        type: "list",
        resModel: "invoice",
        arch: `
            <list>
                <field name="name"/>
                <field name="total"/>
                <field name="currency_id" column_invisible="1"/>
            </list>`,
    });
    return queryRect("th[data-name=total]").width;
}

test("an amount in Rials fits its column for users in Persian", async () => {
    usePersianClient();
    await widthOfTotal();
    const cell = document.querySelector("td[name=total]");
    expect(cell.scrollWidth).toBe(cell.clientWidth);
});

test("the column of users in English stays what it was", async () => {
    useEnglishClient();
    const padding = 2 * 16;
    expect(await widthOfTotal()).toBeWithin(
        FIELD_WIDTHS.monetary,
        FIELD_WIDTHS.monetary + padding
    );
});
