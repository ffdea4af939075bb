/** Patches web/static/src/model/sample_server.js: samples are grouped by Jalali periods. */
import {
    deserializeDate,
    deserializeDateTime,
    serializeDate,
    serializeDateTime,
} from "@web/core/l10n/dates";
import { patch } from "@web/core/utils/patch";
import { SampleServer } from "@web/model/sample_server";
import { groupsByJalali } from "../core/l10n/calendar_system";
import { startOfJalali } from "../core/l10n/jalali_datetime";
import { formatJalaliPeriod } from "../core/l10n/jalali_format";

const SERIALIZERS = {
    date: [deserializeDate, serializeDate],
    datetime: [deserializeDateTime, serializeDateTime],
};

patch(SampleServer.prototype, {
    _formatValue(value, { type, interval }) {
        if (!value || !groupsByJalali(interval) || !(type in SERIALIZERS)) {
            return super._formatValue(...arguments);
        }
        const [deserialize, serialize] = SERIALIZERS[type];
        const start = startOfJalali(deserialize(value), interval);
        return [serialize(start), formatJalaliPeriod(start, interval)];
    },
});
