import { toLatinDigits } from "./digits";
import { FIRST_GREGORIAN_YEAR, monthLength } from "./jalali";
import { fromJalali, jalaliDay } from "./jalali_datetime";
import { foldLetters, monthOfName } from "./jalali_names";

const { DateTime, Info } = luxon;

const TIME = /^(.*?)(?:[\s,،]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?\s*([apقب][\s.]*[mظ]?\.?)?)?$/;
const AFTERNOON = /^[pب]/;
const SEPARATORS = /[\s/\-.,،٫]+/;
/** How far ahead a year of two digits may lie; otherwise it is of the past. */
const YEARS_AHEAD = 30;

/** @param {string} text as typed: any digits, one spelling of the letters */
function normalize(text) {
    return foldLetters(toLatinDigits(text)).trim();
}

/** The order of year, month and day in a format, or else that of a Jalali date. */
function fieldOrder(format) {
    const unquoted = format.replace(/'[^']*'/g, "").replace(/L/g, "M");
    const order = [...new Set(unquoted.replace(/[^yMd]/g, ""))];
    return order.length ? order : ["y", "M", "d"];
}

/** Cuts a number without separators, such as 14050901 or 0901, into the fields of a format. */
function cutNumber(digits, order) {
    const parts = digits.length > 4 ? order : order.filter((field) => field !== "y");
    const yearLength = digits.length - 4;
    let start = 0;
    return parts.map((field) => {
        const end = start + (field === "y" ? yearLength : 2);
        const group = digits.slice(start, end);
        start = end;
        return group;
    });
}

/** The order the typed groups are in: that of the format, unless the year stands elsewhere. */
function typedOrder(groups, order) {
    if (groups.length < order.length) {
        return order.filter((field) => field !== "y");
    }
    const yearIndex = groups.findIndex((group) => group.length > 2);
    if (yearIndex < 0 || order[yearIndex] === "y") {
        return order;
    }
    return yearIndex === 0 ? ["y", "M", "d"] : ["d", "M", "y"];
}

function isWeekdayName(group) {
    const isName = (length) => Info.weekdays(length).map(foldLetters).includes(group);
    return !/^\d/.test(group) && (isName("long") || isName("short"));
}

/**
 * @param {string} text
 * @param {string[]} order
 * @returns {{ y?: string, M: string, d?: string } | null}
 */
function readGroups(text, order) {
    let groups = text.split(SEPARATORS).filter((group) => group && !isWeekdayName(group));
    const fields = {};
    const named = groups.find(monthOfName);
    if (named) {
        fields.M = String(monthOfName(named));
        groups = groups.filter((group) => group !== named);
        order = groups[0]?.length > 2 ? ["y", "d"] : ["d", "y"];
    } else if (groups.length === 1 && /^(\d{4}|\d{6}|\d{8})$/.test(groups[0])) {
        groups = cutNumber(groups[0], order);
    }
    order = typedOrder(groups, order);
    if (groups.length !== order.length || !groups.every((group) => /^\d{1,4}$/.test(group))) {
        return null;
    }
    order.forEach((field, index) => (fields[field] = groups[index]));
    return fields;
}

/** @returns {number | null} null if so many digits make no year */
function readYear(text) {
    if (text?.length > 2) {
        return text.length === 4 ? Number(text) : null;
    }
    const thisYear = jalaliDay(DateTime.local()).year;
    if (text === undefined) {
        return thisYear;
    }
    const latest = thisYear + YEARS_AHEAD;
    return latest - ((((latest - Number(text)) % 100) + 100) % 100);
}

/** @returns {{ hour: number, minute: number, second: number }} */
function readTime(hour = "0", minute = "0", second = "0", meridiem = "") {
    const hours = meridiem ? hour % 12 : Number(hour);
    return {
        hour: AFTERNOON.test(meridiem) ? hours + 12 : hours,
        minute: Number(minute),
        second: Number(second),
    };
}

/** @returns {{ year: number, month: number, day: number, timeParts: string[] } | null} */
function readDay(text, format) {
    const [, dateText, ...timeParts] = normalize(text).match(TIME);
    const fields = readGroups(dateText, fieldOrder(format));
    const year = fields && readYear(fields.y);
    return year ? { year, month: Number(fields.M), day: Number(fields.d || 1), timeParts } : null;
}

/**
 * Reads a typed date, with or without a time, in the Jalali calendar; a year from 1700 on is
 * a Gregorian one. Fields missing in text are of the current year, and midnight.
 *
 * @param {string} text
 * @param {string} format in luxon's tokens: the order of year, month and day
 * @param {string} zone
 * @returns {luxon.DateTime | null} null if this is no date
 */
export function parseJalali(text, format, zone) {
    const { timeParts, ...day } = readDay(text, format) || {};
    if (!day.year) {
        return null;
    }
    const values = { ...day, ...readTime(...timeParts) };
    const date =
        day.year < FIRST_GREGORIAN_YEAR
            ? fromJalali(values, zone)
            : DateTime.fromObject(values, { zone });
    return date?.isValid ? date : null;
}

/**
 * The last day of the month, if a text names a day that comes after it.
 *
 * @param {string} text
 * @param {string} format
 * @returns {{ year: number, month: number, day: number } | null}
 */
export function lastDayBefore(text, format) {
    const { year, month, day } = readDay(text, format) || {};
    const isMonth = year < FIRST_GREGORIAN_YEAR && month >= 1 && month <= 12;
    const last = isMonth && monthLength(year, month);
    return last && day > last ? { year, month, day: last } : null;
}
