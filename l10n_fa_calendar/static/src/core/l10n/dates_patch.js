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
import { isPlain, showsJalali, usesJalali } from "./calendar_system";
import { localizeDigits, toLatinDigits } from "./digits";
import { jalaliDay } from "./jalali_datetime";
import { formatJalali } from "./jalali_format";
import { formatPersianDuration, joinDateTime } from "./locale_format";
import { readsPersian } from "./jalali_names";
import { readTypedDate } from "./typed_date";
import { KeepingFormat, unreadableDate } from "./unreadable_date";

const { DateTime } = luxon;

const core = { ...dates };

/** What only people read: names, and the macros of a locale. */
const READABLE_TOKEN = /MMM|LLL|EEE|ccc|[DfF]/;

/** A format that a caller chose for a machine, as in a file name: numbers, not as the user's. */
function isMachineFormat(format) {
    const { dateFormat, dateTimeFormat, timeFormat } = localization;
    const isOwn = !format || [dateFormat, dateTimeFormat, timeFormat].includes(String(format));
    return !isOwn && !READABLE_TOKEN.test(format);
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

/** In Persian the hours of a day are counted to 24: no need to ask the browser. */
function formatTime(date, { showSeconds }, format) {
    return readsPersian()
        ? formatJalali(date, showSeconds ? "H:mm:ss" : "H:mm")
        : localizeDigits(format({ showDate: false }));
}

Object.assign(dates, {
    formatDate(value, options = {}) {
        const format = () => core.formatDate(value, options);
        if (!value?.isValid || isPlain() || isMachineFormat(options.format)) {
            return format();
        }
        return formatShown(value, options.format || localization.dateFormat, format);
    },

    formatDateTime(value, options = {}) {
        const format = () => core.formatDateTime(value, options);
        if (!value?.isValid || isPlain() || isMachineFormat(options.format)) {
            return format();
        }
        const date = value.setZone(options.tz || "default");
        return formatShown(date, options.format || localization.dateTimeFormat, format);
    },

    toLocaleDateString(value) {
        const format = () => core.toLocaleDateString(value);
        return value?.isValid && !isPlain()
            ? formatShown(value, dateFormatWithin(value), format)
            : format();
    },

    toLocaleDateTimeString(value, options = {}) {
        const format = (shown) => core.toLocaleDateTimeString(value, { ...options, ...shown });
        if (!value?.isValid || isPlain()) {
            return format();
        }
        const date = value.setZone(options.tz || "default");
        if (!showsJalali(date)) {
            return localizeDigits(format());
        }
        const day = options.showDate !== false && formatJalali(date, dateFormatWithin(date));
        const time = options.showTime !== false && formatTime(date, options, format);
        return joinDateTime(day, time);
    },

    formatDuration(seconds, showFullDuration) {
        return readsPersian()
            ? localizeDigits(formatPersianDuration(seconds, showFullDuration ? 2 : 1))
            : localizeDigits(core.formatDuration(seconds, showFullDuration));
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
        try {
            return usesJalali()
                ? readTypedDate(value, options, core)
                : core.parseDateTime(toLatinDigits(value), options);
        } catch (error) {
            if (options.format instanceof KeepingFormat && error instanceof dates.ConversionError) {
                return unreadableDate(value, error.message);
            }
            throw error;
        }
    },
});
