/**
 * Patches web/static/src/views/graph/graph_renderer.js: in Persian a graph reads from the right
 * and in the font of the page around it.
 */
import { patch } from "@web/core/utils/patch";
import { GraphRenderer } from "@web/views/graph/graph_renderer";
import { readsPersian } from "@l10n_fa_calendar/core/l10n/jalali_names";

/**
 * Chart.js leaves room on the left for the first label of an axis, though it is the last one
 * that is there: the label of a point at the edge would be cut off.
 */
function leaveRoomForLastLabel(scale) {
    const { ctx, chart, labelRotation, ticks } = scale;
    if (!ticks.length) {
        return;
    }
    ctx.save();
    ctx.font = `${chart.options.font.size}px ${chart.options.font.family}`;
    const { width } = ctx.measureText(ticks.at(-1).label);
    ctx.restore();
    const room = labelRotation ? width * Math.cos((labelRotation * Math.PI) / 180) : width / 2;
    const offset = scale.getPixelForTick(ticks.length - 1) - scale.left;
    scale.paddingLeft = Math.max(scale.paddingLeft, room - offset);
}

patch(GraphRenderer.prototype, {
    getScaleOptions() {
        const { x, y } = super.getScaleOptions();
        return x && readsPersian()
            ? {
                  x: { ...x, reverse: true, afterFit: leaveRoomForLastLabel },
                  y: { ...y, position: "right" },
              }
            : super.getScaleOptions();
    },

    getLegendOptions() {
        const options = super.getLegendOptions();
        return readsPersian() ? { ...options, rtl: true } : options;
    },

    prepareOptions() {
        const options = super.prepareOptions();
        return readsPersian()
            ? { ...options, font: { family: getComputedStyle(document.body).fontFamily } }
            : options;
    },
});
