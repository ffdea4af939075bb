import { Component, onWillUnmount } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

export const INTERVAL = 2000;
const WORKING = ["checking", "importing", "undoing"];

/** Keeps the form of an import up to date while it is worked on in the background. */
export class FollowImport extends Component {
    static template = "crm_lead_tools.FollowImport";
    static props = { ...standardWidgetProps };

    setup() {
        this.isLoading = false;
        const timer = browser.setInterval(() => this.follow(), INTERVAL);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    async follow() {
        const { record } = this.props;
        if (this.isLoading || !WORKING.includes(record.data.state)) {
            return;
        }
        this.isLoading = true;
        try {
            if (!(await record.isDirty())) {
                await record.load();
            }
        } catch {
            // The connection is lost, which the web client tells by itself; the next
            // attempt follows.
        } finally {
            this.isLoading = false;
        }
    }
}

registry.category("view_widgets").add("crm_lead_tools_follow", {
    component: FollowImport,
});
