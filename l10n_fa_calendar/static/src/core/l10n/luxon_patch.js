/**
 * Patches DateTime of web/static/lib/luxon/luxon.js in what it writes for people alone: its
 * texts by locale, those that are relative to today ("2 months ago"), and formats of a day with
 * the name of its month. What else toFormat and toISO write is for machines as well, or the
 * name of a period of which only the caller knows the calendar, and stays as it is.
 */
import { patch } from "@web/core/utils/patch";
import { isPlain, showsJalali } from "./calendar_system";
import { localizeDigits } from "./digits";
import { wholeMonths } from "./jalali_datetime";
import { formatJalali } from "./jalali_format";
import { readsPersian } from "./jalali_names";
import { formatLocaleDate, joinDateTime, timeOptions } from "./locale_format";

const { DateTime, Settings } = luxon;

/** The day and the name of its month. */
const READABLE_DAY = /^(?=.*d).*(?:MMM|LLL)/;
/** The order of English, which Persian does not have. */
const MONTH_FIRST = /([ML]{3,4}) (d{1,2}),? (y+)/;

const languageOf = (locale) => locale?.split("-")[0];

/** Whether luxon's own text will do, or one in the language or digits of another is asked for. */
function isOthers(date, { locale, numberingSystem, outputCalendar }) {
    if (isPlain() || !date.isValid || numberingSystem || outputCalendar) {
        return true;
    }
    const own = Settings.defaultLocale;
    return languageOf(own) !== languageOf(locale || date.locale || own);
}

/** The months and years between two dates, or null where days say more. */
function relativePeriod(date, { base, unit }) {
    const from = base || DateTime.local({ zone: date.zone });
    if (unit || !showsJalali(date) || !showsJalali(from)) {
        return null;
    }
    const months = wholeMonths(from, date);
    const years = Math.trunc(months / 12);
    return years ? [years, "year"] : months ? [months, "month"] : null;
}

function formatRelative([count, unit], { style = "long" }, numeric) {
    const locale = `${Settings.defaultLocale}-u-nu-latn`;
    return new Intl.RelativeTimeFormat(locale, { numeric, style }).format(count, unit);
}

patch(DateTime.prototype, {
    toFormat(format, options = {}) {
        if (!READABLE_DAY.test(format) || isOthers(this, options) || !showsJalali(this)) {
            return super.toFormat(format, options);
        }
        const ordered = readsPersian() ? format.replace(MONTH_FIRST, "$2 $1 $3") : format;
        return formatJalali(this, ordered);
    },

    toLocaleString(formatOptions = DateTime.DATE_SHORT, options = {}) {
        if (isOthers(this, options)) {
            return super.toLocaleString(formatOptions, options);
        }
        if (!showsJalali(this)) {
            return localizeDigits(super.toLocaleString(formatOptions, options));
        }
        const time = timeOptions(formatOptions);
        return joinDateTime(
            formatLocaleDate(this, formatOptions),
            time && localizeDigits(super.toLocaleString(time, options))
        );
    },

    toRelative(options = {}) {
        const text = super.toRelative(options);
        if (isOthers(this, options)) {
            return text;
        }
        const period = relativePeriod(this, options);
        return localizeDigits(period ? formatRelative(period, options, "always") : text);
    },

    toRelativeCalendar(options = {}) {
        const format = (unit) => super.toRelativeCalendar({ ...options, ...unit });
        if (isOthers(this, options)) {
            return format();
        }
        const period = relativePeriod(this, options);
        if (period) {
            return localizeDigits(formatRelative(period, options, "auto"));
        }
        const unit = showsJalali(this) && !options.unit ? { unit: "days" } : {};
        return localizeDigits(format(unit));
    },
});
