/**
 * Patches web/static/src/views/graph/graph_renderer.js: in Persian a graph reads from the right,
 * as the page around it does.
 */
import { patch } from "@web/core/utils/patch";
import { GraphRenderer } from "@web/views/graph/graph_renderer";
import { readsPersian } from "@l10n_fa_calendar/core/l10n/jalali_names";

patch(GraphRenderer.prototype, {
    getScaleOptions() {
        const { x, y } = super.getScaleOptions();
        return x && readsPersian()
            ? { x: { ...x, reverse: true }, y: { ...y, position: "right" } }
            : super.getScaleOptions();
    },

    getLegendOptions() {
        const options = super.getLegendOptions();
        return readsPersian() ? { ...options, rtl: true } : options;
    },
});
