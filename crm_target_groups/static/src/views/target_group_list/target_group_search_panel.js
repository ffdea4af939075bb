import { SearchPanel } from "@web/search/search_panel/search_panel";

/** The tree of groups: private ones wear a lock. */
export class TargetGroupSearchPanel extends SearchPanel {
    static subTemplates = {
        ...SearchPanel.subTemplates,
        category: "crm_target_groups.SearchPanel.Category",
    };
}
