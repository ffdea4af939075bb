import json
from datetime import timedelta

from odoo.tests import HttpCase, tagged

from odoo.addons.l10n_fa_calendar import jalali

FIRST_YEAR, LAST_YEAR = 1200, 1599
# The years over which the client's arithmetic is the server's.
SAME_YEARS = range(947, 1700)

COMPARE_DAYS = """
    const { toJalali, toGregorian, isLeapYear } = odoo.loader.modules.get(
        "@l10n_fa_calendar/core/l10n/jalali"
    );
    const toText = ({ year, month, day }) =>
        [year, month, day].map((number) => String(number).padStart(2, "0")).join("-");

    function findMismatch({ first_day, days, years }) {
        const date = new Date(first_day);
        for (const expected of days.split(" ")) {
            const gregorian = {
                year: date.getUTCFullYear(),
                month: date.getUTCMonth() + 1,
                day: date.getUTCDate(),
            };
            const jalali = toJalali(gregorian.year, gregorian.month, gregorian.day);
            if (toText(jalali) !== expected) {
                return `${toText(gregorian)} is ${toText(jalali)}, not ${expected}`;
            }
            const back = toText(toGregorian(jalali));
            if (back !== toText(gregorian)) {
                return `${expected} is ${back}, not ${toText(gregorian)}`;
            }
            date.setUTCDate(date.getUTCDate() + 1);
        }
        for (const [year, nowruz, isLeap] of years) {
            const first = toText(toGregorian({ year, month: 1, day: 1 }));
            if (first !== nowruz || isLeapYear(year) !== isLeap) {
                return `${year} starts on ${first}, leap: ${isLeapYear(year)}`;
            }
        }
    }

    fetch("%s")
        .then((response) => response.json())
        .then((table) => {
            const mismatch = findMismatch(table);
            mismatch ? console.error(mismatch) : console.log("test successful");
        });
"""

CHECK_ORDER = """
    const [first, ...others] = [...odoo.loader.modules.keys()].filter((name) =>
        odoo.loader.factories.get(name).deps.includes("@web/core/l10n/dates")
    );
    if (first === "@l10n_fa_calendar/core/l10n/dates_patch" && others.length > 10) {
        console.log("test successful");
    } else {
        console.error(`${first} took its functions out of dates.js before the patch`);
    }
"""


@tagged("post_install", "-at_install", "browser")
class TestBrowserCore(HttpCase):
    """The client's arithmetic against the server's, in the web client itself."""

    READY = "odoo.loader.modules.has('@web/webclient/webclient')"

    @classmethod
    def _get_table(cls):
        """What the server says of every day from FIRST_YEAR to LAST_YEAR."""
        first_day = jalali.to_gregorian(FIRST_YEAR, 1, 1)
        last_day = jalali.end_of(jalali.to_gregorian(LAST_YEAR, 1, 1), "year")
        days = [
            "{:02}-{:02}-{:02}".format(*jalali.to_jalali(first_day + timedelta(days=n)))
            for n in range((last_day - first_day).days + 1)
        ]
        years = [
            (year, str(jalali.to_gregorian(year, 1, 1)), jalali.is_leap(year))
            for year in SAME_YEARS
        ]
        return {"first_day": str(first_day), "days": " ".join(days), "years": years}

    def test_every_day(self):
        """FC-01: the client converts each day of 1200 to 1599 as the server does."""
        table = self._get_table()
        self.assertGreater(len(table["days"].split()), 146000)
        attachment = self.env["ir.attachment"].create(
            {"name": "days.json", "raw": json.dumps(table).encode()}
        )
        url = f"/web/content/{attachment.id}"
        self.browser_js("/odoo", COMPARE_DAYS % url, self.READY, login="admin")

    def test_patch_comes_first(self):
        """FC-03: no module of the client has the unpatched functions of dates.js."""
        self.browser_js("/odoo", CHECK_ORDER, self.READY, login="admin")
