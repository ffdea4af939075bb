import { localization } from "@web/core/l10n/localization";
import { jalaliDay } from "./jalali_datetime";
import { formatJalali } from "./jalali_format";
import { readsPersian } from "./jalali_names";

const { DateTime, Duration } = luxon;

const DURATION_UNITS = ["years", "months", "days", "hours", "minutes"];
const TIME_OPTIONS = [
    "hour",
    "minute",
    "second",
    "fractionalSecondDigits",
    "dayPeriod",
    "hour12",
    "hourCycle",
    "timeZoneName",
];

/** Intl's styles of a date, by its parts. */
const DATE_STYLES = {
    short: { year: "numeric", month: "numeric", day: "numeric" },
    medium: { year: "numeric", month: "short", day: "numeric" },
    long: { year: "numeric", month: "long", day: "numeric" },
    full: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
};

const isNumber = (style) => ["numeric", "2-digit"].includes(style);

/** A day of a month without its year is taken for one of this year: is it one? */
function needsYear(date, { year, month, day }) {
    return month && day && !year && jalaliDay(date).year !== jalaliDay(DateTime.local()).year;
}

/** @returns {string} luxon's tokens for the parts of a date */
function toTokens({ weekday, year, month, day }) {
    const weekdayToken = weekday && (weekday === "long" ? "cccc" : "ccc");
    if (isNumber(month)) {
        const numeric = year && day ? localization.dateFormat : year ? "y/MM" : "MM/dd";
        return [weekdayToken, numeric].filter(Boolean).join(" ");
    }
    return [weekdayToken, day && "d", month && "MMMM", year && "y"].filter(Boolean).join(" ");
}

/**
 * Writes the date that Intl.DateTimeFormat would write with these options.
 *
 * @param {luxon.DateTime} date
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {string} "" if they ask for no date
 */
export function formatLocaleDate(date, { dateStyle, ...options }) {
    const parts = { ...options, ...DATE_STYLES[dateStyle] };
    if (needsYear(date, parts)) {
        parts.year = "numeric";
    }
    const tokens = toTokens(parts);
    return tokens && formatJalali(date, tokens);
}

/** Those of Intl's options that ask for a time, or null if none does. */
export function timeOptions({ timeStyle, ...options }) {
    if (timeStyle) {
        return { timeStyle };
    }
    const names = TIME_OPTIONS.filter((name) => options[name] !== undefined);
    return options.hour || options.minute || options.second
        ? Object.fromEntries(names.map((name) => [name, options[name]]))
        : null;
}

/** @param {(string | false | null)[]} parts a date and a time, or one of them */
export function joinDateTime(...parts) {
    return parts.filter(Boolean).join(readsPersian() ? "، " : ", ");
}

/**
 * A duration in its largest units: what formatDuration of web's dates.js writes in languages
 * that separate them by a Latin comma.
 *
 * @param {number} seconds
 * @param {number} unitCount how many units to name
 */
export function formatPersianDuration(seconds, unitCount) {
    const minutes = Math.max(1, Math.floor(seconds / 60));
    const duration = Duration.fromObject({ minutes }).shiftTo(...DURATION_UNITS);
    return DURATION_UNITS.filter((unit) => duration.get(unit))
        .slice(0, unitCount)
        .map((unit) => Duration.fromObject({ [unit]: duration.get(unit) }).toHuman())
        .join(" و ");
}
