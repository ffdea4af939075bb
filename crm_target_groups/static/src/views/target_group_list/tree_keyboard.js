import { localization } from "@web/core/l10n/localization";

/**
 * Arrow keys in the tree: up and down through what is visible; towards the end of the
 * line unfolds or goes down, towards its start folds or goes up, in either direction of
 * writing.
 *
 * @returns {boolean} whether the key was one of ours
 */
export function moveFocus(panel, ev, value) {
    const key = direction(ev.key);
    const header = ev.currentTarget;
    const isFolder = value.childrenIds.length > 0;
    if (key === "deeper" && isFolder && !panel.isExpanded(value)) {
        panel.toggleFold(value, true);
    } else if (key === "higher" && isFolder && panel.isExpanded(value)) {
        panel.toggleFold(value, false);
    } else if (key === "higher") {
        header.closest("ul").closest("li")?.querySelector("header").focus();
    } else if (key === "previous" || key === "next" || key === "deeper") {
        const headers = [...header.closest(".o_search_panel_field").querySelectorAll("li > header")];
        const step = key === "previous" ? -1 : 1;
        headers[headers.indexOf(header) + step]?.focus();
    } else {
        return false;
    }
    return true;
}

function direction(key) {
    const isRtl = localization.direction === "rtl";
    const keys = {
        ArrowUp: "previous",
        ArrowDown: "next",
        ArrowRight: isRtl ? "higher" : "deeper",
        ArrowLeft: isRtl ? "deeper" : "higher",
    };
    return keys[key];
}
