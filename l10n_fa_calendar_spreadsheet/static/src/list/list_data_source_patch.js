/**
 * Patches spreadsheet/static/src/list/list_data_source.js: the dates of a spreadsheet are
 * numbers, read from a text that is no one's to choose. Where the user's own format is the
 * same as that text's, formatDate() would write it in their calendar.
 */
import { deserializeDate, deserializeDateTime } from "@web/core/l10n/dates";
import { patch } from "@web/core/utils/patch";
import { ListDataSource } from "@spreadsheet/list/list_data_source";

const LATIN = { numberingSystem: "latn" };

patch(ListDataSource.prototype, {
    _formatDate(value) {
        return deserializeDate(value).reconfigure(LATIN).toFormat("yyyy-MM-dd");
    },

    _formatDateTime(value) {
        return deserializeDateTime(value).reconfigure(LATIN).toFormat("yyyy-MM-dd HH:mm:ss");
    },
});
