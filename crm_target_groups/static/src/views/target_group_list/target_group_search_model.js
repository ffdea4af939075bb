import { _t } from "@web/core/l10n/translation";
import { SearchModel } from "@web/search/search_model";

/**
 * The search of the members window; its search panel is the tree of groups.
 *
 * Always asks the server for the tree. The stock model starts with what it has cached: a
 * tree without the group that was created a moment ago falls back to "All", and an empty
 * tree folds the panel for good.
 */
export class TargetGroupSearchModel extends SearchModel {
    setup(services) {
        const orm = Object.create(services.orm, {
            cache: {
                value() {
                    return this;
                },
            },
        });
        super.setup({ ...services, orm });
        /** What is dragged over the tree: `{groupId}` or members `{record_ids}` or `{domain}`. */
        this.dragged = null;
        this.viewItemId = null;
        this.columns = {};
    }

    async load(config) {
        await super.load(config);
        if (this.activeGroup?.view) {
            this.applyView();
        }
    }

    get tree() {
        return this.categories.find((category) => category.fieldName === "group_id");
    }

    /** The group whose members are shown, or null for all. */
    get activeGroup() {
        const tree = this.tree;
        return (tree?.activeValueId && tree.values.get(tree.activeValueId)) || null;
    }

    /** Optional columns in the personal view of the group, if there is one. */
    get viewColumns() {
        const group = this.activeGroup;
        return group?.view && (this.columns[group.id] || group.view.columns);
    }

    /** Filter like the personal view of the group; that of the group before goes. */
    applyView() {
        this.query = this.query.filter(({ searchItemId }) => searchItemId !== this.viewItemId);
        this.viewItemId = null;
        const domain = this.activeGroup?.view?.domain;
        if (domain && domain !== "[]") {
            const { blockNotification } = this;
            this.blockNotification = true;
            this.viewItemId = this.nextId;
            this.createNewFilters([{ description: _t("View of the group"), domain }]);
            this.blockNotification = blockNotification;
        }
        this._reset();
    }

    toggleCategoryValue(sectionId, valueId) {
        this.sections.get(sectionId).activeValueId = valueId;
        this.applyView();
        this._notify();
    }

    _getOrderBy() {
        const orderBy = super._getOrderBy();
        return orderBy.length ? orderBy : this.activeGroup?.view?.order_by || [];
    }

    /** Load tree and members again, at another group if one is given. */
    async reloadTree(activeId) {
        const tree = this.tree;
        await this._fetchCategories([tree]);
        if (activeId !== undefined && tree.values.has(activeId)) {
            tree.activeValueId = activeId;
        }
        this._reset();
        this.trigger("update");
    }

    /** Groups that are gone leave the tree, too. */
    _createCategoryTree(sectionId, result) {
        const category = this.sections.get(sectionId);
        category.values = new Map([[false, category.values.get(false)]]);
        super._createCategoryTree(sectionId, result);
    }
}
