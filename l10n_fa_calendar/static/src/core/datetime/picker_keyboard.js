import { onPatched, useExternalListener, useRef } from "@odoo/owl";
import { getActiveHotkey } from "@web/core/hotkeys/hotkey_service";
import { localization } from "@web/core/l10n/localization";
import { plusJalali, startOfJalali } from "../l10n/jalali_datetime";

/** How far an arrow goes at each level, and how many items stand in a row of its grid. */
const LEVELS = {
    days: { item: { days: 1 }, row: 7, panel: "month" },
    months: { item: { months: 1 }, row: 4, panel: "year" },
    years: { item: { years: 1 }, row: 4, panel: "year" },
    decades: { item: { years: 10 }, row: 4, panel: "year" },
};

function move(date, level, count) {
    const [[unit, size]] = Object.entries(LEVELS[level].item);
    return unit === "days"
        ? date.plus({ days: count })
        : plusJalali(date, { [unit]: size * count });
}

/** The steps of a key in the grid: as it reads, from the right in right to left. */
function stepsOf(hotkey, row) {
    const forward = localization.direction === "rtl" ? -1 : 1;
    return { arrowright: forward, arrowleft: -forward, arrowdown: row, arrowup: -row }[hotkey];
}

/**
 * The keyboard in the Jalali picker. From the date's input the arrow down leads into the grid;
 * there, arrows move, page up and page down turn to another panel, enter and space choose (a
 * month, to pick one of its days), and alt with an arrow up or down changes the level.
 *
 * @param {import("@web/core/datetime/datetime_picker").DateTimePicker} picker
 */
export function usePickerKeyboard(picker) {
    const root = useRef("l10n_fa_calendar_root");
    /** The day that the keyboard is on, or null while it is elsewhere. */
    let current = null;

    const items = () => picker.items.flatMap(({ weeks, ...item }) =>
        weeks ? weeks.flatMap(({ days }) => days) : item
    );
    const isOn = ({ isOutOfRange, range: [start, end] }) =>
        !isOutOfRange && start <= current && current <= end;

    function focusCurrent() {
        const index = current ? items().findIndex(isOn) : -1;
        root.el?.querySelectorAll(".o_date_item_cell")[index]?.focus();
        return index >= 0;
    }

    function goTo(date) {
        current = picker.clamp(date);
        if (!focusCurrent()) {
            const { panel } = LEVELS[picker.state.precision];
            picker.state.focusDate = picker.clamp(startOfJalali(current, panel));
        }
    }

    function turn(direction) {
        const [[unit, count]] = Object.entries(picker.activePrecisionLevel.step);
        goTo(plusJalali(current, { [unit]: direction * count }));
    }

    const actions = {
        enter: () => choose(),
        space: () => choose(),
        pageup: () => turn(-1),
        pagedown: () => turn(1),
        "alt+arrowup": () => picker.zoomOut(),
        "alt+arrowdown": () => picker.zoomIn(current),
    };

    function choose() {
        const item = items().find(isOn);
        if (item) {
            picker.zoomOrSelect(item);
        }
    }

    function enterGrid() {
        const value = picker.values[picker.props.focusedDateIndex];
        current = value || picker.clamp(luxon.DateTime.local());
        goTo(current);
    }

    function onKeydown(ev) {
        const hotkey = getActiveHotkey(ev);
        const isInGrid = root.el?.contains(ev.target) && ev.target.matches(".o_date_item_cell");
        const isInInput = root.el?.closest(".o_popover") && ev.target.matches("input.text-primary");
        if (isInInput && hotkey === "arrowdown") {
            enterGrid();
        } else if (isInGrid && current) {
            const steps = stepsOf(hotkey, LEVELS[picker.state.precision].row);
            const act = steps
                ? () => goTo(move(current, picker.state.precision, steps))
                : actions[hotkey];
            if (!act) {
                return;
            }
            act();
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    useExternalListener(document, "keydown", onKeydown, { capture: true });
    onPatched(() => {
        const { activeElement, body } = document;
        if (activeElement === body || root.el?.contains(activeElement)) {
            focusCurrent();
        }
    });
}
