/**
 * Patches crm/static/src/views/fill_temporal_service.js: the periods of the forecast, those
 * without deals among them, run from this Jalali month to the end of a Jalali year.
 */
import { FillTemporalPeriod, GRANULARITY_TABLE } from "@crm/views/fill_temporal_service";
import { groupsByJalali } from "@l10n_fa_calendar/core/l10n/calendar_system";
import { PERIOD_MONTHS } from "@l10n_fa_calendar/core/l10n/jalali";
import {
    jalaliDay,
    plusJalaliPeriods,
    startOfJalali,
} from "@l10n_fa_calendar/core/l10n/jalali_datetime";
import { patch } from "@web/core/utils/patch";

for (const [granularity, length] of Object.entries(PERIOD_MONTHS)) {
    patch(GRANULARITY_TABLE[granularity], {
        startOf(date) {
            return groupsByJalali(granularity)
                ? startOfJalali(date, granularity)
                : super.startOf(date);
        },
        cyclePos(date) {
            return groupsByJalali(granularity)
                ? Math.ceil(jalaliDay(date).month / length)
                : super.cyclePos(date);
        },
    });
}

patch(FillTemporalPeriod.prototype, {
    _computeEnd() {
        super._computeEnd();
        if (groupsByJalali(this.granularity)) {
            const unit = `${this.granularity}s`;
            const count = Math.round(this.end.diff(this.start, unit)[unit]);
            this.end = plusJalaliPeriods(this.start, this.granularity, count);
        }
    },

    expand() {
        if (!groupsByJalali(this.granularity)) {
            return super.expand();
        }
        this.setEnd(plusJalaliPeriods(this.end, this.granularity, 1));
    },
});
