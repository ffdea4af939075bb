import { expect, test } from "@odoo/hoot";
import {
    defineModels,
    fields,
    models,
    mountView,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { useEnglishClient, usePersianClient } from "@l10n_fa_calendar/../tests/jalali_test_helpers";
import { GraphRenderer } from "@web/views/graph/graph_renderer";

class Lead extends models.Model {
    stage = fields.Selection({ selection: [["new", "New"], ["won", "Won, and very long ago"]] });
    revenue = fields.Integer({ aggregator: "sum" });

    _records = [
        { id: 1, stage: "new", revenue: 1200 },
        { id: 2, stage: "won", revenue: 3000 },
    ];
}

defineModels([Lead]);

async function mountGraph(mode = "bar") {
    let chart;
    patchWithCleanup(GraphRenderer.prototype, {
        renderChart() {
            super.renderChart();
            chart = this.chart;
        },
    });
    await mountView({
        type: "graph",
        resModel: "lead",
        arch: `<graph type="${mode}"><field name="stage"/><field name="revenue" type="measure"/></graph>`,
    });
    return chart;
}

test("FC-25, FC-23: a graph in Persian reads from the right, in Persian digits", async () => {
    usePersianClient();
    const { options, scales } = await mountGraph();
    expect(options.scales.x.reverse).toBe(true);
    expect(options.scales.y.position).toBe("right");
    expect(options.plugins.legend.rtl).toBe(true);
    expect(scales.y.ticks.map(({ label }) => label)).toInclude("۵۰۰.۰۰");
});

test("FC-25: a pie has no scales to turn", async () => {
    usePersianClient();
    const { scales } = await mountGraph("pie");
    expect(Object.keys(scales)).toEqual([]);
});

test("FC-27: a graph in English is Odoo's", async () => {
    useEnglishClient();
    const { options, scales } = await mountGraph();
    expect(options.scales.x.reverse).not.toBe(true);
    expect(options.scales.y.position).not.toBe("right");
    expect(scales.y.ticks.map(({ label }) => label)).toInclude("500.00");
});

test("FC-25: the last label is not cut off on the left, where it stands", async () => {
    usePersianClient();
    const { scales, width } = await mountGraph("line");
    const { x } = scales;
    const last = x.getLabelItems().at(-1);
    const [left] = last.options.translation;
    x.ctx.font = last.font.string;
    expect(x.getPixelForTick(1)).toBeLessThan(width / 2);
    expect(left - x.ctx.measureText(last.label).width / 2).toBeGreaterThan(-1);
});
