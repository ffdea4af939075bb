/**
 * Patches DateTime of web/static/lib/luxon/luxon.js in what it writes for people alone: its
 * texts by locale, and those that are relative to today ("2 months ago"). What toFormat and
 * toISO write is for machines as well, and stays as it is.
 */
import { patch } from "@web/core/utils/patch";
import { showsJalali } from "./calendar_system";
import { localizeDigits } from "./digits";
import { wholeMonths } from "./jalali_datetime";
import { formatLocaleDate, joinDateTime, timeOptions } from "./locale_format";

const { DateTime, Settings } = luxon;

const languageOf = (locale) => locale?.split("-")[0];

/** Whether a text is the user's own, and not one in the language or digits of another. */
function isForUser(date, { locale, numberingSystem, outputCalendar } = {}) {
    const own = languageOf(Settings.defaultLocale);
    return (
        !numberingSystem && !outputCalendar && own === languageOf(locale || date.locale || own)
    );
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
    toLocaleString(formatOptions = DateTime.DATE_SHORT, options = {}) {
        const format = (shown) => super.toLocaleString(shown, options);
        if (!this.isValid || !isForUser(this, options)) {
            return format(formatOptions);
        }
        if (!showsJalali(this)) {
            return localizeDigits(format(formatOptions));
        }
        const time = timeOptions(formatOptions);
        return joinDateTime(
            formatLocaleDate(this, formatOptions),
            time && localizeDigits(format(time))
        );
    },

    toRelative(options = {}) {
        const text = super.toRelative(options);
        if (!text || !isForUser(this, options)) {
            return text;
        }
        const period = relativePeriod(this, options);
        return localizeDigits(period ? formatRelative(period, options, "always") : text);
    },

    toRelativeCalendar(options = {}) {
        const format = (unit) => super.toRelativeCalendar({ ...options, ...unit });
        if (!this.isValid || !isForUser(this, options)) {
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
