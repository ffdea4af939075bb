/** Patches web/static/src/views/list/list_renderer.js: how many records a group has. */
import { patch } from "@web/core/utils/patch";
import { ListRenderer } from "@web/views/list/list_renderer";
import { localizeDigits } from "@l10n_fa_calendar/core/l10n/digits";

patch(ListRenderer.prototype, {
    /** The number that stands beside the name of a group: see list_renderer.xml. */
    formatGroupCount({ count }) {
        return localizeDigits(String(count));
    },
});
