/** Patches web/static/src/core/datetime/datetime_picker.js: its months and years are Jalali. */
import { DateTimePicker } from "@web/core/datetime/datetime_picker";
import { today } from "@web/core/l10n/dates";
import { patch } from "@web/core/utils/patch";
import { showsJalali, usesJalali } from "../l10n/calendar_system";
import { plusJalali, startOfJalali } from "../l10n/jalali_datetime";
import { JALALI_PRECISION_LEVELS } from "./jalali_precision_levels";
import { usePickerKeyboard } from "./picker_keyboard";

patch(DateTimePicker.prototype, {
    setup() {
        super.setup();
        if (usesJalali()) {
            usePickerKeyboard(this);
        }
    },

    get activePrecisionLevel() {
        const level = super.activePrecisionLevel;
        return showsJalali(this.state.focusDate)
            ? { ...level, ...JALALI_PRECISION_LEVELS[this.state.precision] }
            : level;
    },

    adjustFocus(values, focusedDateIndex) {
        const isAdjusted = this.shouldAdjustFocusDate || !this.state.focusDate;
        super.adjustFocus(values, focusedDateIndex);
        const date = values[focusedDateIndex] || values[1 - focusedDateIndex] || today();
        if (isAdjusted && showsJalali(date)) {
            this.state.focusDate = this.clamp(startOfJalali(date, "month"));
        }
    },

    next(ev) {
        if (!showsJalali(this.state.focusDate)) {
            return super.next(ev);
        }
        ev.preventDefault();
        this.movePanel(1);
    },

    previous(ev) {
        if (!showsJalali(this.state.focusDate)) {
            return super.previous(ev);
        }
        ev.preventDefault();
        this.movePanel(-1);
    },

    /** @param {1 | -1} direction */
    movePanel(direction) {
        const [[unit, count]] = Object.entries(this.activePrecisionLevel.step);
        const focusDate = plusJalali(this.state.focusDate, { [unit]: direction * count });
        this.state.focusDate = this.clamp(focusDate);
    },
});
