/** A period that a formula of a pivot names: =PIVOT.VALUE(1, "amount", "date:month", "09/1405"). */
const NAMED_PERIOD = /"[\w.]+:(?:week|month|quarter|year)"\s*[,;]\s*("[^"]*"|[^,;)]*)/g;
const JALALI_YEAR = /^"?(?:\d+\/)?1[2-6]\d\d"?$/;

function formulas(getters) {
    return getters
        .getSheetIds()
        .flatMap((sheetId) => Object.values(getters.getCells(sheetId)))
        .filter((cell) => cell.isFormula && cell.content.includes("PIVOT."))
        .map((cell) => cell.content);
}

/**
 * The calendar of the periods that the formulas of a spreadsheet name: its pivots are grouped
 * by those, whoever reads them.
 *
 * @returns {"jalali" | "gregorian" | undefined} undefined if they name none
 */
export function namedCalendar(getters) {
    const periods = formulas(getters).flatMap((content) => [...content.matchAll(NAMED_PERIOD)]);
    if (periods.length) {
        const areJalali = periods.every(([, period]) => JALALI_YEAR.test(period.trim()));
        return areJalali ? "jalali" : "gregorian";
    }
}
