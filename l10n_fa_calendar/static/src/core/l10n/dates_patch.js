/**
 * Patches web/static/src/core/l10n/dates.js: what its functions show and read is Jalali for
 * those who use that calendar. What they serialize stays Gregorian.
 *
 * The functions are plain exports, which each importer takes out of the module once, as it
 * starts: patched any later, sixty modules would keep the originals. The loader starts a
 * module as soon as its dependencies have started, the first defined first. The manifest puts
 * this folder ahead of every module of web, and what is imported below is either of this
 * folder or started by the time that dates.js is: so this is the first module to start after
 * it, and every importer finds the functions below. No file of web is replaced, and
 * dates_patch.test.js guards the order.
 *
 * That is also why patch() is not used here: its module starts after dates.js.
 */
import * as dates from "@web/core/l10n/dates";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { showsJalali, usesJalali } from "./calendar_system";
import { localizeDigits, toLatinDigits, usesPersianDigits } from "./digits";
import { FIRST_GREGORIAN_YEAR } from "./jalali";
import { jalaliDay } from "./jalali_datetime";
import { formatJalali } from "./jalali_format";
import { readsPersian } from "./jalali_names";
import { parseJalali } from "./jalali_parse";
import { readSmartDate, toGregorianSmartDate } from "./smart_date";

const { DateTime } = luxon;

const core = { ...dates };

const DATE_TOKEN = /[yMLdDfF]/;
/** What only people read: names, and the macros of a locale. */
const READABLE_TOKEN = /MMM|LLL|EEE|ccc|[DfF]/;
/** 2026-11-22T10:30:00+03:30 and the like. */
const ISO_TIMESTAMP = /^(1[7-9]|[2-9]\d)\d\d-\d\d-\d\dT/;

/** A format that a caller chose for a machine, as in a file name: numbers, not as the user's. */
function isMachineFormat(format) {
    const { dateFormat, dateTimeFormat, timeFormat } = localization;
    const isOwn = !format || [dateFormat, dateTimeFormat, timeFormat].includes(format);
    return !isOwn && !READABLE_TOKEN.test(format);
}

/** Whether the core's functions show and read what they do for everyone else. */
function isPlain() {
    return !usesJalali() && !usesPersianDigits();
}

/**
 * @param {luxon.DateTime} date
 * @param {string} format
 * @param {() => string} formatGregorian for a date that is not shown in the Jalali calendar
 */
function formatShown(date, format, formatGregorian) {
    return showsJalali(date) ? formatJalali(date, format) : localizeDigits(formatGregorian());
}

function dateFormatWithin(date) {
    const isThisYear = jalaliDay(date).year === jalaliDay(DateTime.local()).year;
    return isThisYear ? "d MMMM" : "d MMMM y";
}

Object.assign(dates, {
    formatDate(value, options = {}) {
        const format = () => core.formatDate(value, options);
        if (!value || isPlain() || isMachineFormat(options.format)) {
            return format();
        }
        return formatShown(value, options.format || localization.dateFormat, format);
    },

    formatDateTime(value, options = {}) {
        const format = () => core.formatDateTime(value, options);
        if (!value || isPlain() || isMachineFormat(options.format)) {
            return format();
        }
        const date = value.setZone(options.tz || "default");
        return formatShown(date, options.format || localization.dateTimeFormat, format);
    },

    toLocaleDateString(value) {
        const format = () => core.toLocaleDateString(value);
        return value && !isPlain()
            ? formatShown(value, dateFormatWithin(value), format)
            : format();
    },

    toLocaleDateTimeString(value, options = {}) {
        const format = (shown) => core.toLocaleDateTimeString(value, { ...options, ...shown });
        if (!value || isPlain()) {
            return format();
        }
        const date = value.setZone(options.tz || "default");
        if (!showsJalali(date)) {
            return localizeDigits(format());
        }
        const day = options.showDate !== false && formatJalali(date, dateFormatWithin(date));
        const time = options.showTime !== false && localizeDigits(format({ showDate: false }));
        return [day, time].filter(Boolean).join(readsPersian() ? "، " : ", ");
    },

    parseDate(value, options = {}) {
        const format = options.format || localization.dateFormat;
        const parsed = dates.parseDateTime(value, { ...options, format });
        return parsed && parsed.startOf("day");
    },

    parseDateTime(value, options = {}) {
        if (!value || isPlain()) {
            return core.parseDateTime(value, options);
        }
        if (!usesJalali()) {
            return core.parseDateTime(toLatinDigits(value), options);
        }
        const date = readDateTime(value, options);
        if (!date?.isValid || date < dates.MIN_VALID_DATE || date > dates.MAX_VALID_DATE) {
            const example = dates.formatDate(DateTime.local());
            throw new dates.ConversionError(
                _t("“%(text)s” is not a date. Write it like %(example)s.", { text: value, example })
            );
        }
        return date;
    },
});

/** @returns {luxon.DateTime | null} */
function readDateTime(value, options) {
    const smartDate = readSmartDate(value);
    if (smartDate) {
        return readByCore(toGregorianSmartDate(smartDate, core.parseDateTime), options);
    }
    const format = options.format || localization.dateTimeFormat;
    if (!DATE_TOKEN.test(format)) {
        return readByCore(toLatinDigits(value), options);
    }
    const zone = options.tz || "default";
    return ISO_TIMESTAMP.test(value)
        ? DateTime.fromISO(value, { zone })
        : parseJalali(value, format, zone);
}

/** The core takes any text with digits enough for a date: not a Jalali year for one A.D. */
function readByCore(text, options) {
    const date = core.parseDateTime(text, options);
    return date.year < FIRST_GREGORIAN_YEAR ? null : date;
}
