import { browser } from "@web/core/browser/browser";

const UNFOLD_AFTER = 700;

/**
 * Dragging over the tree: a group onto another becomes its subgroup, onto "All" it goes
 * to the top; members onto a group move there, with Ctrl they are copied.
 */
export class TreeDrop {
    constructor(panel) {
        this.panel = panel;
        this.timer = null;
    }

    get dragged() {
        return this.panel.env.searchModel.dragged;
    }

    start(ev, value) {
        ev.stopPropagation();
        this.panel.env.searchModel.dragged = { groupId: value.id };
        ev.dataTransfer.effectAllowed = "move";
        ev.dataTransfer.setData("text/plain", value.display_name);
    }

    end() {
        this.panel.env.searchModel.dragged = null;
        this.leave();
    }

    accepts(value) {
        const dragged = this.dragged;
        if (!dragged) {
            return false;
        }
        if (!dragged.groupId) {
            return Boolean(value.id && value.can_edit);
        }
        const line = value.id ? [value.id, ...this.ancestors(value)] : [];
        const parentId = this.panel.tree.values.get(dragged.groupId)?.parentId || false;
        return !line.includes(dragged.groupId) && parentId !== value.id;
    }

    ancestors(value) {
        return this.panel.getAncestorValueIds(this.panel.tree, value.id);
    }

    over(ev, value) {
        if (!this.accepts(value)) {
            return;
        }
        ev.preventDefault(); // the browser's way to say: it may be dropped here
        ev.dataTransfer.dropEffect = this.isCopy(ev) ? "copy" : "move";
        if (this.panel.state.over !== value.id) {
            this.leave();
            this.panel.state.over = value.id;
            this.timer = browser.setTimeout(
                () => this.panel.toggleFold(value, true),
                UNFOLD_AFTER
            );
        }
    }

    leave() {
        browser.clearTimeout(this.timer);
        this.panel.state.over = null;
    }

    isCopy(ev) {
        return !this.dragged.groupId && (ev.ctrlKey || ev.metaKey);
    }

    async drop(ev, value) {
        if (!this.accepts(value)) {
            return;
        }
        ev.preventDefault();
        const dragged = this.dragged;
        const isCopy = this.isCopy(ev);
        this.end();
        if (dragged.groupId) {
            await this.panel.actions.setParent(dragged.groupId, value.id);
        } else {
            await this.panel.actions.receive(value, dragged, isCopy);
        }
    }
}
