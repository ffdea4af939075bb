import { onWillStart, useEffect } from "@odoo/owl";
import { user } from "@web/core/user";
import { usePopover } from "@web/core/popover/popover_hook";
import { SearchPanel } from "@web/search/search_panel/search_panel";
import { useTargetGroupActions } from "../../core/target_group_actions";
import { GroupMenu, menuItems } from "../../group_menu/group_menu";
import { TreeDrop } from "./tree_drop";
import { moveFocus } from "./tree_keyboard";

const EDITORS = [
    "sales_team.group_sale_salesman",
    "crm_target_groups.group_target_manager",
    "base.group_system",
];

/**
 * The tree of groups, like that of a file explorer: menu by right click or button, names
 * changed in place, groups and members dragged, everything by keyboard as well.
 */
export class TargetGroupSearchPanel extends SearchPanel {
    static template = "crm_target_groups.SearchPanel";
    static subTemplates = {
        ...SearchPanel.subTemplates,
        category: "crm_target_groups.SearchPanel.Category",
    };

    setup() {
        super.setup();
        this.state.renaming = null;
        this.state.over = null;
        this.actions = useTargetGroupActions();
        this.items = menuItems(this.actions, this);
        this.menu = usePopover(GroupMenu, {
            position: "bottom-start",
            arrow: false,
            animation: false,
            popoverClass: "o_target_group_menu_popover",
        });
        this.drop = new TreeDrop(this);
        onWillStart(async () => {
            const may = await Promise.all(EDITORS.map((group) => user.hasGroup(group)));
            this.canCreate = may.some(Boolean);
        });
        // The name is put in once: a template would put it in again at each rendering,
        // over what is being typed.
        useEffect(
            (renaming) => {
                const input = renaming && document.querySelector(".o_target_group_name");
                if (input) {
                    input.value = this.tree.values.get(renaming)?.display_name || "";
                    input.focus();
                    input.select();
                }
            },
            () => [this.state.renaming]
        );
    }

    get tree() {
        return this.env.searchModel.tree;
    }

    isExpanded(value) {
        return Boolean(this.state.expanded[this.tree.id]?.[value.id]);
    }

    toggleFold(value, isOpen = !this.isExpanded(value)) {
        const expanded = (this.state.expanded[this.tree.id] ||= {});
        if (isOpen) {
            expanded[value.id] = true;
        } else {
            delete expanded[value.id];
        }
    }

    /** The arrow folds, the name shows the members: one click does not do both. */
    onClick(value) {
        if (this.state.renaming !== value.id && this.tree.activeValueId !== value.id) {
            this.getDropdownState(this.tree.id).close();
            this.env.searchModel.toggleCategoryValue(this.tree.id, value.id);
        }
    }

    openMenu(ev, value) {
        if (value.id) {
            const subgroups = value.childrenIds.length;
            const props = { group: value, items: this.items, subgroups };
            this.menu.open(ev.currentTarget, props);
        }
    }

    async create(parentId) {
        const id = await this.actions.create(parentId);
        for (const ancestor of this.getAncestorValueIds(this.tree, id)) {
            this.toggleFold({ id: ancestor }, true);
        }
        this.startRename({ id });
    }

    startRename(value) {
        this.state.renaming = value.id;
    }

    async endRename(ev, value) {
        if (this.state.renaming === value.id) {
            this.state.renaming = null;
            await this.actions.rename(value, ev.target.value.trim());
        }
    }

    onNameKeydown(ev, value) {
        ev.stopPropagation();
        if (ev.key === "Enter") {
            ev.preventDefault();
            this.endRename(ev, value);
        } else if (ev.key === "Escape") {
            ev.preventDefault();
            this.state.renaming = null;
        }
    }

    onKeydown(ev, value) {
        if (ev.target !== ev.currentTarget) {
            return;
        }
        const isGroup = Boolean(value.id);
        if (ev.key === "Enter" || ev.key === " ") {
            this.onClick(value);
        } else if (ev.key === "F2" && isGroup && value.can_edit) {
            this.startRename(value);
        } else if (ev.key === "Delete" && isGroup && value.can_edit) {
            this.actions.remove(value);
        } else if (ev.key === "Insert" && this.canCreate) {
            this.create(value.id);
        } else if (!moveFocus(this, ev, value)) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }
}
