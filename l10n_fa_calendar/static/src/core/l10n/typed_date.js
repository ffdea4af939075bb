import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { localizeDigits, toLatinDigits } from "./digits";
import { FIRST_GREGORIAN_YEAR } from "./jalali";
import { formatJalali } from "./jalali_format";
import { monthName } from "./jalali_names";
import { lastDayBefore, parseJalali } from "./jalali_parse";
import { readSmartDate, toGregorianSmartDate } from "./smart_date";

const { DateTime } = luxon;

const DATE_TOKEN = /[yMLdDfF]/;
/** 2026-11-22T10:30:00+03:30 and the like. */
const ISO_TIMESTAMP = /^(1[7-9]|[2-9]\d)\d\d-\d\d-\d\dT/;

/** The core takes any text with digits enough for a date: not a Jalali year for one A.D. */
function readByCore(text, options, core) {
    const date = core.parseDateTime(text, options);
    return date.year < FIRST_GREGORIAN_YEAR ? null : date;
}

/** @returns {luxon.DateTime | null} */
function readDateTime(value, options, core) {
    const smartDate = readSmartDate(value);
    if (smartDate) {
        const gregorian = toGregorianSmartDate(smartDate, core.parseDateTime);
        return readByCore(gregorian, options, core);
    }
    const format = options.format || localization.dateTimeFormat;
    if (!DATE_TOKEN.test(format)) {
        return readByCore(toLatinDigits(value), options, core);
    }
    const zone = options.tz || "default";
    return ISO_TIMESTAMP.test(value)
        ? DateTime.fromISO(value, { zone })
        : parseJalali(value, format, zone);
}

/** Keeps what was typed in its own direction within a sentence: 1404-13-01 would turn round. */
const isolate = (text) => `\u2068${text}\u2069`;

/** @returns {string} why a text is no date, and what to write instead */
function explain(text, format) {
    const last = lastDayBefore(text, format);
    if (last) {
        const month = `${monthName(last.month)} ${localizeDigits(String(last.year))}`;
        return _t("“%(text)s” is not a date: %(month)s has %(days)s days.", {
            text: isolate(text),
            month,
            days: last.day,
        });
    }
    const example = formatJalali(DateTime.local(), localization.dateFormat);
    return _t("“%(text)s” is not a date. Write it like %(example)s.", {
        text: isolate(text),
        example: isolate(example),
    });
}

/**
 * The date or time that someone typed who uses the Jalali calendar.
 *
 * @param {string} value
 * @param {{ format?: string, tz?: string }} options
 * @param {typeof import("@web/core/l10n/dates")} core the functions as the core has them
 * @returns {luxon.DateTime}
 * @throws {ConversionError}
 */
export function readTypedDate(value, options, core) {
    const date = readDateTime(value, options, core);
    if (date?.isValid && date >= core.MIN_VALID_DATE && date <= core.MAX_VALID_DATE) {
        return date;
    }
    throw new core.ConversionError(explain(value, options.format || localization.dateFormat));
}
