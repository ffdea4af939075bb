import { Component, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useNavigation } from "@web/core/navigation/navigation";
import { formatInteger } from "@web/views/fields/formatters";

/**
 * What the menu of a group offers. `when` says for which groups; the server asks again
 * for the right.
 */
export function menuItems(actions, panel) {
    const canEdit = (group) => group.can_edit;
    const mayShare = (group) => group.can_manage && (group.is_private_root || isPublic(group));
    const isPublic = (group) => group.privacy === "public";
    return [
        {
            id: "add_people",
            icon: "fa-user-plus",
            label: _t("Add people"),
            when: canEdit,
            run: (group) => actions.addPeople(group),
        },
        {
            id: "import",
            icon: "fa-file-excel-o",
            label: _t("Import from Excel"),
            when: canEdit,
            run: (group) =>
                actions.open("crm_target_group_import_action", { default_group_id: group.id }),
        },
        {
            id: "refresh",
            icon: "fa-refresh",
            label: _t("Refresh"),
            when: (group) => group.can_edit && group.is_smart,
            run: (group) => actions.refresh(group),
        },
        {
            id: "assign",
            icon: "fa-user",
            label: _t("Set salesperson"),
            when: () => panel.canCreate,
            run: (group) =>
                actions.open("crm_target_group_assign_action", { default_group_id: group.id }),
        },
        {
            id: "undo",
            icon: "fa-undo",
            label: _t("Undo my last operation"),
            when: canEdit,
            run: (group) => actions.undoLast(group),
        },
        {
            id: "new",
            icon: "fa-folder-o",
            label: _t("New subgroup"),
            divided: true,
            when: canEdit,
            run: (group) => panel.create(group.id),
        },
        {
            id: "rename",
            icon: "fa-pencil",
            label: _t("Rename"),
            when: canEdit,
            run: (group) => panel.startRename(group),
        },
        {
            id: "duplicate",
            icon: "fa-files-o",
            label: _t("Duplicate with members"),
            run: (group) => actions.duplicate(group),
            when: () => panel.canCreate,
        },
        {
            id: "delete",
            icon: "fa-trash-o",
            label: _t("Delete"),
            when: canEdit,
            run: (group) => actions.remove(group),
        },
        {
            id: "make_private",
            icon: "fa-lock",
            label: _t("Make private"),
            divided: true,
            when: (group) => group.can_manage && isPublic(group),
            run: (group) => actions.setPrivate(group, true),
        },
        {
            id: "make_public",
            icon: "fa-unlock",
            label: _t("Make public"),
            divided: true,
            when: (group) => group.can_manage && group.is_private_root,
            run: (group) => actions.setPrivate(group, false),
        },
        {
            id: "share",
            icon: "fa-share-alt",
            label: _t("Share with users or roles"),
            when: mayShare,
            run: (group) => actions.share(group),
        },
        {
            id: "settings",
            icon: "fa-cog",
            label: _t("Settings, rule and health"),
            divided: true,
            run: (group) => actions.settings(group),
        },
        {
            id: "report",
            icon: "fa-bar-chart",
            label: _t("Report"),
            run: (group) => actions.openFrom(group, "action_open_report"),
        },
        {
            id: "history",
            icon: "fa-history",
            label: _t("Who joined and left"),
            run: (group) => actions.openFrom(group, "action_open_log"),
        },
        {
            id: "moment",
            icon: "fa-calendar",
            label: _t("As of a date"),
            run: (group) =>
                actions.open("crm_target_group_moment_action", { default_group_id: group.id }),
        },
        {
            id: "explain",
            icon: "fa-question-circle-o",
            label: _t("Why in, why not"),
            run: (group) =>
                actions.open("crm_target_group_explain_action", { default_group_id: group.id }),
        },
        {
            id: "left_out",
            icon: "fa-ban",
            label: _t("Who is left out"),
            when: (group) => group.is_smart,
            run: (group) => actions.openFrom(group, "action_open_left_out"),
        },
    ];
}

/** The menu of a group: opened by right click, by its button or by the keyboard. */
export class GroupMenu extends Component {
    static template = "crm_target_groups.GroupMenu";
    static props = {
        group: Object,
        items: Array,
        subgroups: Number,
        close: { type: Function, optional: true },
    };

    setup() {
        this.root = useRef("root");
        useNavigation(this.root, { shouldFocusFirstItem: true });
    }

    get subgroups() {
        return formatInteger(this.props.subgroups);
    }

    get people() {
        return formatInteger(this.props.group.__count || 0);
    }

    get items() {
        const { group, items } = this.props;
        return items.filter(({ when }) => !when || when(group));
    }

    choose(item) {
        this.props.close?.();
        item.run(this.props.group);
    }
}
