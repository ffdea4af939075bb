const { DateTime } = luxon;

/** The format of who keeps what cannot be read: see parseDateTime of dates_patch.js. */
export class KeepingFormat extends String {}

/**
 * What someone typed for a date and cannot be read: an invalid date that is written as it was
 * typed, so that it can be corrected. It is shown, and never stored.
 *
 * @param {string} text
 * @param {string} message why it cannot be read
 */
export function unreadableDate(text, message) {
    const date = DateTime.invalid("unreadable", message);
    return Object.assign(date, {
        setZone: () => date,
        toFormat: () => text,
        toJSON: () => `unreadable: ${text}`,
        toLocaleString: () => text,
    });
}

/** @returns {string} why a date cannot be read, or "" if it can */
export function unreadableReason(date) {
    return date?.invalidReason === "unreadable" ? date.invalidExplanation : "";
}
