import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
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
        { id: 3, name: "Guest 3", group_id: 2 },
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

export function defineGroupModels() {
    defineMailModels();
    defineModels([Member, Group]);
}

const EDITABLE = { privacy: "public", can_edit: true, can_manage: true };

export const EXHIBITION = {
    ...EDITABLE,
    id: 1,
    display_name: "Exhibition",
    parent_id: false,
    __count: 3,
};
export const VIP = {
    ...EDITABLE,
    id: 2,
    display_name: "VIP",
    parent_id: 1,
    __count: 2,
    privacy: "private",
    is_private_root: true,
};
export const PRESS = { ...EDITABLE, id: 3, display_name: "Press", parent_id: false };

/** The tree that the server answers with; its people may create groups. */
export function serveTree(getValues) {
    onRpc("has_group", () => true);
    onRpc("search_panel_select_range", () => ({
        parent_field: "parent_id",
        values: getValues(),
    }));
}

export function mountMembers(context = {}) {
    return mountView({ type: "list", resModel: "crm.target.group.member", context });
}

export const header = (name) => `.o_search_panel header:contains(${name})`;

/** Drag by the browser's own events, which pointer helpers do not send. */
export async function drag(fromEl, toEl, modifiers = {}) {
    const dataTransfer = new DataTransfer();
    const options = { bubbles: true, cancelable: true, dataTransfer, ...modifiers };
    fromEl.dispatchEvent(new DragEvent("dragstart", options));
    const over = new DragEvent("dragover", options);
    toEl.dispatchEvent(over);
    if (over.defaultPrevented) {
        toEl.dispatchEvent(new DragEvent("drop", options));
    }
    fromEl.dispatchEvent(new DragEvent("dragend", options));
    return over.defaultPrevented;
}
