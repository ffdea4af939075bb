/**
 * Patches EvaluationChartPlugin of spreadsheet/static/src/o_spreadsheet/o_spreadsheet.js: the
 * numbers of charts and scorecards are in the digits of who reads them, and their dates in order.
 */
import { registries } from "@spreadsheet/o_spreadsheet/o_spreadsheet";
import { patch } from "@web/core/utils/patch";
import { localizeDigits, usesPersianDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { asRightToLeft } from "../cells/date_cells";

const EvaluationChartPlugin = registries.coreViewsPluginRegistry.get("evaluation_chart");

const localized = new WeakSet();
const localize = (text) => (typeof text === "string" ? localizeDigits(text) : text);

/** Has functions of Chart.js' options write such digits. */
function localizeResults(options, ...names) {
    for (const name of names.filter((name) => typeof options?.[name] === "function")) {
        const write = options[name];
        options[name] = function () {
            return localize(write.apply(this, arguments));
        };
    }
}

function localizeChart({ data = {}, options: { scales = {}, plugins = {} } = {} }) {
    if (data.labels && Object.keys(scales).length) {
        data.labels = data.labels.map((label) =>
            typeof label === "string" ? asRightToLeft(label) : label
        );
    }
    for (const scale of Object.values(scales)) {
        localizeResults(scale?.ticks, "callback");
    }
    localizeResults(plugins.chartShowValuesPlugin, "callback");
    localizeResults(plugins.tooltip?.callbacks, "label", "title", "beforeLabel");
}

patch(EvaluationChartPlugin.prototype, {
    getChartRuntime() {
        const runtime = super.getChartRuntime(...arguments);
        if (usesPersianDigits() && !localized.has(runtime)) {
            localized.add(runtime);
            localizeChart(runtime.chartJsConfig || {});
            // A scorecard's
            runtime.keyValue = localize(runtime.keyValue);
            runtime.baselineDisplay = localize(runtime.baselineDisplay);
        }
        return runtime;
    },
});
