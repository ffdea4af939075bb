import { App } from "@odoo/owl";
import { expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryFirst } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, onRpc } from "@web/../tests/web_test_helpers";
import {
    defineGroupModels,
    drag,
    EXHIBITION,
    header,
    mountMembers,
    PRESS,
    serveTree,
    VIP,
} from "../group_tree_helpers";

defineGroupModels();

const SMART = { ...PRESS, id: 4, display_name: "Smart", is_smart: true, refresh_state: "ok" };
const BROKEN = { ...SMART, id: 5, display_name: "Broken", refresh_state: "error" };
const SHARED = { ...PRESS, id: 6, display_name: "Team", privacy: "shared" };

test("TG-07: private groups wear a lock, at any depth of the tree", async () => {
    serveTree(() => [EXHIBITION, VIP, SMART, BROKEN, SHARED]);
    await mountMembers();
    expect(queryAllTexts(".o_search_panel_label_title")).toEqual([
        "All",
        "Exhibition",
        "VIP",
        "Smart",
        "Broken",
        "Team",
    ]);
    expect(".o_target_group_lock").toHaveCount(1);
    expect(`${header("VIP")} .o_target_group_lock`).toHaveCount(1);
    expect(`${header("Team")} .o_target_group_shared`).toHaveCount(1);
    expect(`${header("Smart")} .o_target_group_smart`).toHaveCount(1);
    expect(`${header("Broken")} .o_target_group_broken`).toHaveCount(1);
    expect(queryAllTexts(".o_search_panel_counter")).toEqual(["3", "2"]);
});

test("TG-01: a click on a group shows its members, one on the arrow folds it", async () => {
    serveTree(() => [EXHIBITION, VIP]);
    await mountMembers();
    expect(".o_data_row").toHaveCount(3);
    await contains(header("VIP")).click();
    expect(queryAllTexts(".o_data_row td[name=name]")).toEqual(["Guest 2", "Guest 3"]);
    await contains(`${header("Exhibition")} .o_toggle_fold`).click();
    expect(header("VIP")).toHaveCount(0);
    expect(".o_data_row").toHaveCount(2);
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

test("TG-02, TG-03: a new subgroup gets its name in place", async () => {
    const values = [EXHIBITION];
    serveTree(() => values);
    onRpc("crm.target.group", "create", ({ args: [[vals]] }) => {
        expect.step(["create", vals.parent_id]);
        values.push({ ...VIP, display_name: vals.name });
        return [VIP.id];
    });
    onRpc("crm.target.group", "write", ({ args: [ids, vals] }) => {
        expect.step(["write", ids, vals.name]);
        values.at(-1).display_name = vals.name;
        return true;
    });
    await mountMembers();
    await contains(header("Exhibition")).click({ button: 2 });
    await contains(".o_target_group_menu [data-item=new]").click();
    await contains(".o_target_group_name").edit("Press");
    expect.verifySteps([
        ["create", 1],
        ["write", [2], "Press"],
    ]);
    expect(".o_search_panel header.active:contains(Press)").toHaveCount(1);
});

test("TG-04: a name is changed with F2, and Escape leaves it", async () => {
    serveTree(() => [EXHIBITION]);
    onRpc("crm.target.group", "write", ({ args: [, vals] }) => {
        expect.step(vals.name);
        return true;
    });
    await mountMembers();
    queryFirst(header("Exhibition")).focus();
    await press("F2");
    await animationFrame();
    await contains(".o_target_group_name").edit("Fair", { confirm: false });
    App.apps.forEach((app) => app.root.render(true)); // a list that arrives meanwhile
    await animationFrame();
    expect(".o_target_group_name").toHaveValue("Fair");
    await press("Escape");
    await animationFrame();
    expect(".o_target_group_name").toHaveCount(0);
    queryFirst(header("Exhibition")).focus();
    await press("F2");
    await animationFrame();
    await contains(".o_target_group_name").edit("Fair");
    expect.verifySteps(["Fair"]);
});

test("the tree is walked by keyboard", async () => {
    serveTree(() => [EXHIBITION, VIP]);
    await mountMembers();
    queryFirst(header("All")).focus();
    for (const [key, name] of [
        ["ArrowDown", "Exhibition"],
        ["ArrowRight", "VIP"],
        ["ArrowLeft", "Exhibition"],
        ["ArrowUp", "All"],
    ]) {
        await press(key);
        await animationFrame();
        expect(document.activeElement).toHaveText(new RegExp(`^${name}`));
    }
    await press("ArrowDown");
    await press("ArrowLeft");
    await animationFrame();
    expect(header("VIP")).toHaveCount(0);
    await press("ArrowRight");
    await animationFrame();
    await press("ArrowDown");
    await press("Enter");
    await animationFrame();
    expect(`${header("VIP")}.active`).toHaveCount(1);
});

test("TG-02: a group is dragged below another, never into itself", async () => {
    serveTree(() => [EXHIBITION, VIP, PRESS]);
    onRpc("crm.target.group", "write", ({ args: [ids, vals] }) => {
        expect.step([ids, vals.parent_id]);
        return true;
    });
    await mountMembers();
    const el = (name) => queryFirst(header(name));
    expect(await drag(el("Exhibition"), el("VIP"))).toBe(false);
    expect(await drag(el("Exhibition"), el("Exhibition"))).toBe(false);
    expect(await drag(el("VIP"), el("Exhibition"))).toBe(false);
    expect(await drag(el("VIP"), el("Press"))).toBe(true);
    await animationFrame();
    expect(await drag(el("VIP"), el("All"))).toBe(true);
    await animationFrame();
    expect.verifySteps([
        [[2], 3],
        [[2], false],
    ]);
});

test("TG-21: members are dragged onto a group; Ctrl copies; the ticked ones go along", async () => {
    serveTree(() => [EXHIBITION, VIP, PRESS, { ...SMART, can_edit: false }]);
    onRpc("crm.target.group", "receive_members", ({ args, kwargs }) => {
        expect.step([...args, kwargs.record_ids]);
        return { message: "Done", batch_id: 1 };
    });
    onRpc("crm.target.group.batch", "action_undo", ({ args: [id] }) => {
        expect.step(["undo", id]);
        return { message: "Undone" };
    });
    await mountMembers();
    const row = (name) => queryFirst(`.o_data_row:contains(${name})`);
    expect(await drag(row("Guest 1"), queryFirst(header("Press")))).toBe(true);
    await animationFrame();
    expect(await drag(row("Guest 1"), queryFirst(header("Smart")))).toBe(false);
    await contains(".o_data_row:contains(Guest 2) .o_list_record_selector input").click();
    await contains(".o_data_row:contains(Guest 3) .o_list_record_selector input").click();
    await drag(row("Guest 2"), queryFirst(header("Press")), { ctrlKey: true });
    await animationFrame();
    expect.verifySteps([
        [3, false, [1]],
        [3, true, [2, 3]],
    ]);
    await contains(".o_notification:last button:contains(Undo)").click();
    expect.verifySteps([["undo", 1]]);
});

test("TG-23: a group has its own filter and order, for one user", async () => {
    const view = { columns: [], domain: "[['name', '=', 'Guest 3']]", order_by: [] };
    let vip = { ...VIP };
    serveTree(() => [EXHIBITION, vip]);
    onRpc("crm.target.group", "keep_view", ({ args, kwargs }) => {
        expect.step([...args, kwargs.domain, kwargs.order_by]);
        vip = { ...VIP, view: { ...view, order_by: kwargs.order_by } };
        return true;
    });
    onRpc("crm.target.group", "forget_view", () => {
        vip = { ...VIP };
        return true;
    });
    await mountMembers();
    expect(".o_target_group_keep_view").toHaveCount(0);
    await contains(header("VIP")).click();
    await contains("th[data-name=name]").click();
    await contains("th[data-name=name]").click();
    const rows = () => queryAllTexts(".o_data_row td[name=name]");
    expect(rows()).toEqual(["Guest 3", "Guest 2"]);
    await contains(".o_target_group_keep_view").click();
    expect.verifySteps([[2, "[]", [{ name: "name", asc: false }]]]);
    expect(rows()).toEqual(["Guest 3"]);
    expect(".o_searchview_facet").toHaveCount(1);
    await contains(header("Exhibition")).click();
    await animationFrame();
    expect(".o_searchview_facet").toHaveCount(0);
    expect(rows()).toEqual(["Guest 1"]);
    await contains(header("VIP")).click();
    await animationFrame();
    expect(rows()).toEqual(["Guest 3"]);
    await contains(".o_target_group_forget_view").click();
    await animationFrame();
    expect(rows()).toHaveLength(2);
});
