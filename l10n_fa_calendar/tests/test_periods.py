import doctest
from datetime import date, datetime, timedelta

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from odoo.addons.l10n_fa_calendar import jalali, period_labels, periods

from ..hooks import uninstall_hook

DAYS_AROUND = (date(1, 1, 1), date(1700, 5, 1), date(9999, 3, 21), date(9999, 12, 31))


@tagged("post_install", "-at_install")
class TestPeriods(TransactionCase):
    def test_doctests(self):
        """FC-10: the examples of the modules hold."""
        names = {"date": date, "datetime": datetime}
        for module in (periods, period_labels):
            results = doctest.testmod(module, extraglobs=names)
            self.assertGreater(results.attempted, 3)
            self.assertFalse(results.failed)

    def test_sql_functions(self):
        """FC-01, FC-10, FC-12: SQL agrees with Python on each day of 1200 to 1599, on
        those of the table's edges, and on the days that stand for never."""
        names = [*jalali.PERIOD_MONTHS, *periods.PARTS]
        columns = SQL(", ").join(
            SQL("%s(day)", SQL.identifier(periods.sql_name(name))) for name in names
        )
        first, last = date(1819, 1, 1), date(2323, 1, 1)
        query = SQL(
            "SELECT day, %s FROM (SELECT generate_series(%s::timestamp, %s, '1 day')"
            "::date AS day UNION ALL SELECT unnest(%s::date[])) AS days",
            columns,
            first,
            last,
            list(DAYS_AROUND),
        )
        rows = self.env.execute_query(query)
        self.assertEqual(len(rows), (last - first).days + 1 + len(DAYS_AROUND))
        for day, *values in rows:
            starts = [periods.start_of(day, name) for name in jalali.PERIOD_MONTHS]
            parts = [periods.part_of(day, name) or None for name in periods.PARTS]
            self.assertEqual(values, starts + parts, day)

    def test_table(self):
        """FC-10: the table has each year that is shown in the Jalali calendar."""
        self.assertEqual(jalali.to_jalali(periods.FIRST_DAY), (1200, 1, 1))
        self.assertEqual(jalali.to_jalali(periods.END), (1700, 1, 1))

    def test_periods_meet(self):
        """FC-10: each period ends where the next one starts, at the edges too."""
        for granularity in jalali.PERIOD_MONTHS:
            for edge in (periods.FIRST_DAY, periods.END, date(1403, 12, 30)):
                for offset in range(-400, 400):
                    day = edge + timedelta(days=offset)
                    start = periods.start_of(day, granularity)
                    end = periods.next_start(start, granularity)
                    self.assertTrue(start <= day < end, (day, granularity))
                    self.assertEqual(periods.start_of(end, granularity), end)

    def test_functions_are_inlined(self):
        """FC-10: the planner sees the table, and so calls no function for each row."""
        for name in periods.sql_functions():
            plan = self.env.execute_query(
                SQL(
                    "EXPLAIN (VERBOSE, COSTS OFF) SELECT %s(timezone('Asia/Tehran',"
                    " timezone('UTC', create_date))::date) FROM res_users",
                    SQL.identifier(name),
                )
            )
            self.assertNotIn(f"{name}(", str(plan))
            self.assertIn("width_bucket", str(plan))

    def test_uninstall(self):
        """FC-10: the functions leave with the addon."""
        find = SQL(
            "SELECT count(*) FROM pg_proc WHERE proname = ANY(%s)",
            list(periods.sql_functions()),
        )
        self.assertEqual(self.env.execute_query(find), [(8,)])
        uninstall_hook(self.env)
        self.assertEqual(self.env.execute_query(find), [(0,)])
