/**
 * Patches web/static/src/core/field_service.js: a path may end in a Jalali part of a date, as
 * in "date_deadline.jalali_month_number", or "date_deadline.*" for all of them.
 */
import { fieldService } from "@web/core/field_service";
import { patch } from "@web/core/utils/patch";
import { getJalaliParts, hasJalaliParts } from "./jalali_date_parts";

/** @returns {[string, string]} the path of a date, and the part of it; or no path */
function splitPart(path) {
    const [, datePath, part] = /^(.+)\.(\*|jalali_\w+)$/.exec(path) || [];
    return part === "*" || part in getJalaliParts() ? [datePath, part] : [];
}

patch(fieldService, {
    start() {
        const service = super.start(...arguments);

        /** What a date's path leads to, and its part; nothing for any other path. */
        async function loadDate(resModel, path) {
            const [datePath, part] = splitPart(path);
            if (datePath) {
                const info = await service.loadFieldInfo(resModel, datePath);
                return hasJalaliParts(info.fieldDef) && { ...info, datePath, part };
            }
        }

        return {
            ...service,

            async loadPath(resModel, path) {
                const date = await loadDate(resModel, path);
                if (!date) {
                    return service.loadPath(...arguments);
                }
                const { names, modelsInfo } = await service.loadPath(resModel, date.datePath);
                const parts = { resModel: date.resModel, fieldDefs: getJalaliParts() };
                return { names: [...names, date.part], modelsInfo: [...modelsInfo, parts] };
            },

            async loadFieldInfo(resModel, path) {
                const date = await loadDate(resModel, path);
                return date && date.part !== "*"
                    ? { resModel: date.resModel, fieldDef: getJalaliParts()[date.part] }
                    : service.loadFieldInfo(...arguments);
            },

            async loadPathDescription(resModel, path) {
                const date = await loadDate(resModel, path);
                if (!date || date.part === "*") {
                    return service.loadPathDescription(...arguments);
                }
                const description = await service.loadPathDescription(resModel, date.datePath);
                const { string } = getJalaliParts()[date.part];
                return { ...description, displayNames: [...description.displayNames, string] };
            },
        };
    },
});
