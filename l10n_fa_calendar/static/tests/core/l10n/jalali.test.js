import { describe, expect, test } from "@odoo/hoot";
import {
    isJalaliDay,
    isLeapYear,
    monthLength,
    toGregorian,
    toJalali,
} from "@l10n_fa_calendar/core/l10n/jalali";
import { fetchReferenceDates } from "@l10n_fa_calendar/../tests/jalali_test_helpers";

describe.current.tags("headless");

const toNumbers = (isoDate) => isoDate.split("-").map(Number);
const toFields = ([year, month, day]) => ({ year, month, day });

test("FC-01: leap years and Nowruz are those of the official table, 1206 to 1498", async () => {
    const { years } = await fetchReferenceDates();
    expect(years).toHaveLength(293);
    for (const [year, nowruz, isLeap] of years) {
        expect([year, isLeapYear(year)]).toEqual([year, isLeap]);
        expect(monthLength(year, 12)).toBe(isLeap ? 30 : 29);
        expect(toGregorian({ year, month: 1, day: 1 })).toEqual(toFields(toNumbers(nowruz)));
    }
});

test("FC-01: days are those of the reference table, both ways", async () => {
    const { days } = await fetchReferenceDates();
    for (const [isoDate, jalali] of days) {
        expect(toJalali(...toNumbers(isoDate))).toEqual(toFields(jalali));
        expect(toGregorian(toFields(jalali))).toEqual(toFields(toNumbers(isoDate)));
    }
});

test("FC-01: impossible days are no days", async () => {
    const { impossible } = await fetchReferenceDates();
    expect(impossible.filter((day) => isJalaliDay(toFields(day)))).toEqual([]);
});

test("FC-01: every day the client can show comes back from its Jalali day", async () => {
    const first = Date.UTC(1000, 0, 1);
    const last = Date.UTC(9999, 11, 31);
    const day = 24 * 60 * 60 * 1000;
    let mismatch = null;
    for (let time = first; time <= last && !mismatch; time += day) {
        const date = new Date(time);
        const gregorian = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        const jalali = toJalali(...gregorian);
        const back = toGregorian(jalali);
        if (!isJalaliDay(jalali) || Date.UTC(back.year, back.month - 1, back.day) !== time) {
            mismatch = { gregorian, jalali, back };
        }
    }
    expect(mismatch).toBe(null);
});
