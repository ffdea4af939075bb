/**
 * Patches the adapters of spreadsheet/static/src/pivot/pivot_time_adapters.js: Jalali periods
 * of a pivot have values of their own, "09/1405", "3/1405" and 1405, told from Gregorian ones
 * by the year.
 */
import { registries } from "@odoo/o-spreadsheet";
// Odoo's adapters are in the registry by then.
import "@spreadsheet/pivot/pivot_time_adapters";
import { deserializeDate, deserializeDateTime } from "@web/core/l10n/dates";
import { patch } from "@web/core/utils/patch";
import { toLatinDigits } from "@l10n_fa_calendar/core/l10n/digits";
import { jalaliDay } from "@l10n_fa_calendar/core/l10n/jalali_datetime";
import { formatJalaliPeriod } from "@l10n_fa_calendar/core/l10n/jalali_format";
import { startOfPeriod } from "../global_filters/jalali_filter_values";

const { pivotTimeAdapterRegistry } = registries;
const JALALI_VALUE = /^(\d{1,2})\/(1[2-6]\d\d)$/;

/** The number within the year and the year of a Jalali value; nothing for any other. */
function read(value) {
    const [, number, year] = JALALI_VALUE.exec(value) || [];
    return year && { number: Number(number), year: Number(year) };
}

/** The first day of a group that starts on the first of a Jalali month, or nothing. */
function jalaliStart(groupBy, field, group) {
    const [start] = group[groupBy] || [];
    if (!start) {
        return;
    }
    const date = field.type === "date" ? deserializeDate(start) : deserializeDateTime(start);
    const isJalali = date.day !== 1 && jalaliDay(date).day === 1;
    return isJalali && jalaliDay(date);
}

/**
 * @param {"month" | "quarter"} unit
 * @param {number} length how many of them a year has
 * @param {number} digits
 */
function patchPeriods(unit, length, digits) {
    const adapter = pivotTimeAdapterRegistry.get(unit);
    const write = ({ number, year }) => `${String(number).padStart(digits, "0")}/${year}`;
    patch(adapter, {
        normalizeServerValue(groupBy, field, group) {
            const start = jalaliStart(groupBy, field, group);
            return start
                ? write({ number: Math.ceil((start.month * length) / 12), year: start.year })
                : super.normalizeServerValue(...arguments);
        },

        normalizeFunctionValue(value) {
            const period = read(value);
            return period ? write(period) : super.normalizeFunctionValue(value);
        },

        toValueAndFormat(value) {
            const period = read(value);
            return period
                ? {
                      value: formatJalaliPeriod(
                          startOfPeriod({ year: period.year, [unit]: period.number }),
                          unit
                      ),
                  }
                : super.toValueAndFormat(...arguments);
        },

        toFunctionValue(value) {
            return read(value) ? `"${value}"` : super.toFunctionValue(value);
        },

        increment(value, step) {
            const period = read(value);
            if (!period) {
                return super.increment(value, step);
            }
            const index = period.year * length + period.number - 1 + step;
            return write({ number: (index % length) + 1, year: Math.floor(index / length) });
        },
    });
}

patchPeriods("month", 12, 2);
patchPeriods("quarter", 4, 1);

const year = pivotTimeAdapterRegistry.get("year");
patch(year, {
    normalizeServerValue(groupBy, field, group) {
        const [, label] = group[groupBy] || [];
        return label ? Number(toLatinDigits(label)) : super.normalizeServerValue(...arguments);
    },
});

const week = pivotTimeAdapterRegistry.get("week");
patch(week, {
    normalizeServerValue(groupBy, field, group) {
        const [, label] = group[groupBy] || [];
        const numbers = label && toLatinDigits(label).match(/\d+/g);
        return numbers ? numbers.map(Number).join("/") : super.normalizeServerValue(...arguments);
    },
});
