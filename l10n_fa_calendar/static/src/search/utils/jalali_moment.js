import {
    jalaliDay,
    plusJalali,
    plusJalaliPeriods,
    setJalali,
    startOfJalali,
} from "../../core/l10n/jalali_datetime";
import { formatJalali } from "../../core/l10n/jalali_format";

/**
 * A moment as search/utils/dates.js reads it: what luxon's DateTime answers in Gregorian
 * months, quarters and years, this one answers in Jalali ones. Its periods are DateTimes.
 */
export class JalaliMoment {
    /** @param {luxon.DateTime} date */
    constructor(date) {
        this.date = date;
        Object.assign(this, jalaliDay(date));
    }

    /** What stands before the units of relative dates on the server: see relative_dates.py. */
    get unitPrefix() {
        return "j";
    }

    get quarter() {
        return Math.ceil(this.month / 3);
    }

    plus(duration) {
        return new JalaliMoment(plusJalali(this.date, duration));
    }

    set(values) {
        return new JalaliMoment(setJalali(this.date, values));
    }

    startOf(unit) {
        return startOfJalali(this.date, unit);
    }

    endOf(unit) {
        return plusJalaliPeriods(this.startOf(unit), unit, 1).minus({ milliseconds: 1 });
    }

    toFormat(format) {
        return formatJalali(this.date, format);
    }
}
