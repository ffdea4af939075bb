import { expect, test } from "@odoo/hoot";
import { press, queryAllAttributes } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, mockService, onRpc } from "@web/../tests/web_test_helpers";
import {
    defineGroupModels,
    EXHIBITION,
    header,
    mountMembers,
    serveTree,
    VIP,
} from "./group_tree_helpers";

defineGroupModels();

const items = () => queryAllAttributes(".o_target_group_menu button", "data-item");

test("TG-08: right click and the button open the menu, with the counts", async () => {
    serveTree(() => [EXHIBITION, VIP]);
    await mountMembers();
    await contains(header("Exhibition")).click({ button: 2 });
    expect(".o_target_group_menu").toHaveCount(1);
    expect(".o_target_group_menu small").toHaveText(/Subgroups: 1\s*People: 3/);
    expect(items()).toEqual([
        "add_people",
        "import",
        "assign",
        "undo",
        "new",
        "rename",
        "duplicate",
        "delete",
        "make_private",
        "share",
        "settings",
        "report",
        "history",
        "moment",
        "explain",
    ]);
    await press("Escape");
    await animationFrame();
    expect(".o_target_group_menu").toHaveCount(0);
    await contains(`${header("VIP")} .o_target_group_menu_button`, { visible: false }).click();
    expect(items()).toInclude("make_public");
    expect(items()).not.toInclude("make_private");
    expect(".o_data_row").toHaveCount(3);
});

test("TG-06: only who may change the group is offered to", async () => {
    serveTree(() => [
        { ...EXHIBITION, can_edit: false, can_manage: false },
        { ...VIP, parent_id: false, privacy: "public", can_manage: false, is_smart: true },
    ]);
    await mountMembers();
    await contains(header("Exhibition")).click({ button: 2 });
    expect(items()).toEqual([
        "assign",
        "duplicate",
        "settings",
        "report",
        "history",
        "moment",
        "explain",
    ]);
    await press("Escape");
    await animationFrame();
    await contains(header("VIP")).click({ button: 2 });
    for (const item of ["make_private", "make_public", "share"]) {
        expect(items()).not.toInclude(item);
    }
    expect(items()).toInclude("refresh");
});

test("TG-06: make private asks the server, and the tree is loaded again", async () => {
    let tree = [{ ...EXHIBITION }];
    serveTree(() => tree);
    onRpc("crm.target.group", "action_make_private", ({ args }) => {
        expect.step(args);
        tree = [{ ...EXHIBITION, privacy: "private", is_private_root: true }];
        return true;
    });
    await mountMembers();
    await contains(header("Exhibition")).click({ button: 2 });
    await contains("[data-item=make_private]").click();
    expect.verifySteps([[[1]]]);
    expect(".o_target_group_lock").toHaveCount(1);
});

test("TG-05: delete opens the dialog that says what is lost", async () => {
    serveTree(() => [EXHIBITION]);
    mockService("action", {
        doAction(action, { additionalContext }) {
            expect.step([action, additionalContext.active_ids]);
        },
    });
    await mountMembers();
    await contains(header("Exhibition")).click({ button: 2 });
    await contains("[data-item=delete]").click();
    expect.verifySteps([["crm_target_groups.crm_target_group_delete_action", [1]]]);
});

test("the menu is walked by keyboard", async () => {
    serveTree(() => [EXHIBITION]);
    await mountMembers();
    await contains(header("Exhibition")).click({ button: 2 });
    await animationFrame();
    expect("[data-item=add_people]").toBeFocused();
    await press("ArrowDown");
    await animationFrame();
    expect("[data-item=import]").toBeFocused();
});
