import { _t } from "@web/core/l10n/translation";
import { monthName, seasonName } from "./l10n/jalali_names";

const toOptions = (length, getName) =>
    [...Array(length).keys()].map((index) => [index + 1, getName(index + 1)]);

/**
 * The parts of a date that a domain may name after its field, as date_parts.py knows them:
 * ["date_deadline.jalali_month_number", "=", 9]. They mean the same to everyone.
 *
 * @returns {Record<string, object>} as the definitions of fields, by name
 */
export function getJalaliParts() {
    const parts = {
        jalali_year_number: { type: "integer", string: _t("Jalali year") },
        jalali_quarter_number: {
            type: "selection",
            string: _t("Season"),
            selection: toOptions(4, seasonName),
        },
        jalali_month_number: {
            type: "selection",
            string: _t("Jalali month"),
            selection: toOptions(12, monthName),
        },
        jalali_day_of_month: { type: "integer", string: _t("Day of the Jalali month") },
        jalali_day_of_year: { type: "integer", string: _t("Day of the Jalali year") },
    };
    for (const [name, part] of Object.entries(parts)) {
        Object.assign(part, { name, searchable: true });
    }
    return parts;
}

/** Whether a field has such parts. */
export function hasJalaliParts(fieldDef) {
    return ["date", "datetime"].includes(fieldDef?.type) && !fieldDef.is_property;
}
