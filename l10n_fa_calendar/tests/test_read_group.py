from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from odoo.addons.l10n_fa_calendar import jalali, periods

from .common import CalendarUsersMixin

TIMEZONES = ["Asia/Tehran", "Asia/Kabul", "UTC", "America/Los_Angeles", False]
GRANULARITIES = ["hour", "day", "week", *jalali.PERIOD_MONTHS]
# The clocks of Tehran changed at midnight until 2022; 1403 is a leap year.
# Until 2037: pytz does not know the changes to summer time that follow.
MOMENTS = st.one_of(
    st.datetimes(datetime(1901, 12, 1), datetime(2037, 12, 30)),
    st.datetimes(datetime(2021, 3, 19), datetime(2021, 3, 24)),
    st.datetimes(datetime(2025, 3, 18), datetime(2025, 3, 23)),
    st.sampled_from([datetime(2022, 9, 21, 20), datetime(2026, 11, 21, 20, 30)]),
).map(lambda moment: moment.replace(microsecond=0))

thorough = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@tagged("post_install", "-at_install")
class TestReadGroup(CalendarUsersMixin, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.currency = cls.env["res.currency"].create({"name": "XTS", "symbol": "X"})
        cls.rates = cls.env["res.currency.rate"]
        cls.domain = [("currency_id", "=", cls.currency.id)]
        (cls.user_persian | cls.user_english).group_ids += cls.env.ref(
            "base.group_system"
        )

    def _create_rates(self, *days):
        return self.rates.create(
            [{"name": day, "currency_id": self.currency.id, "rate": 1} for day in days]
        )

    def _group(self, granularity, model=None, user=None, **context):
        model = self.rates if model is None else model
        user = user or self.user_persian
        field = "name" if model._name == "res.currency.rate" else "create_date"
        own_context = self.env["res.users"].with_user(user).context_get()
        return (
            model.with_user(user)
            .with_context(**{**own_context, "jalali_periods": True, **context})
            .formatted_read_group(self.domain, [f"{field}:{granularity}"], ["__count"])
        )

    def _labels(self, *args, **kwargs):
        return {
            next(iter(group.values()))[1]: group["__count"]
            for group in self._group(*args, **kwargs)
        }

    # -- periods

    def test_months(self):
        """FC-10: months from their first to their last day, the leap day included."""
        self._create_rates(
            "2025-02-18", "2025-02-19", "2025-03-20", "2025-03-21", "2026-03-20"
        )
        self.assertEqual(
            self._labels("month"),
            {"بهمن ۱۴۰۳": 1, "اسفند ۱۴۰۳": 2, "فروردین ۱۴۰۴": 1, "اسفند ۱۴۰۴": 1},
        )

    def test_seasons_and_years(self):
        """FC-10: quarters are seasons, years start at Nowruz."""
        self._create_rates("2026-03-20", "2026-03-21", "2026-06-21", "2026-06-22")
        self.assertEqual(
            self._labels("quarter"),
            {"زمستان ۱۴۰۴": 1, "بهار ۱۴۰۵": 2, "تابستان ۱۴۰۵": 1},
        )
        self.assertEqual(self._labels("year"), {"۱۴۰۴": 1, "۱۴۰۵": 3})

    def test_other_labels(self):
        """FC-10: weeks and days are named in the same calendar."""
        self._create_rates("2026-03-21", "2026-03-28")
        self.assertEqual(self._labels("week"), {"هفتهٔ ۱ ۱۴۰۵": 1, "هفتهٔ ۲ ۱۴۰۵": 1})
        self.assertEqual(
            self._labels("day"), {"۱ فروردین ۱۴۰۵": 1, "۸ فروردین ۱۴۰۵": 1}
        )

    def test_english_names(self):
        """FC-28: months and seasons in English for Jalali users of other languages."""
        self._create_rates("2026-11-22")
        user = self.user_english
        user.calendar_choice = "jalali"
        self.assertEqual(self._labels("month", user=user), {"Azar 1405": 1})
        self.assertEqual(self._labels("quarter", user=user), {"Autumn 1405": 1})

    def test_digits(self):
        """FC-23: labels are in the digits of the person."""
        self._create_rates("2026-11-22")
        self.user_persian.digits_choice = "latin"
        self.assertEqual(self._labels("month"), {"آذر 1405": 1})

    def test_never(self):
        """FC-10: 9999-12-31, which stands for never, is a group of its own."""
        self._create_rates("2026-11-22", "9999-12-31")
        for granularity in jalali.PERIOD_MONTHS:
            groups = self._group(granularity)
            self.assertEqual([group["__count"] for group in groups], [1, 1])
            never = self.rates.search(self.domain + groups[1]["__extra_domain"])
            self.assertEqual(str(never.name), "9999-12-31")
            self.assertIn("۹۹۹۹", groups[1][f"name:{granularity}"][1])

    # -- who sees them

    def test_flag(self):
        """FC-10: without the flag of the client groups are Gregorian, whoever asks."""
        self._create_rates("2026-11-20", "2026-11-25")
        model = self.rates.with_user(self.user_persian).with_context(lang="fa_IR")
        groups = model.formatted_read_group(self.domain, ["name:month"], ["__count"])
        self.assertEqual([group["name:month"][0] for group in groups], ["2026-11-01"])
        groups = model._read_group(self.domain, ["name:month"], ["__count"])
        self.assertEqual([(str(day), n) for day, n in groups], [("2026-11-01", 2)])

    def test_records_of_groups(self):
        """FC-10: records are read without the flag, for business code that groups."""
        self._create_rates("2026-11-25")
        seen = []
        rates = type(self.rates)
        self.patch(
            rates,
            "_compute_display_name",
            lambda records: (
                seen.append(dict(records.env.context))
                or records.update({"display_name": "x"})
            ),
        )
        model = self.rates.with_user(self.user_persian)
        result = model.with_context(jalali_periods=True).web_read_group(
            self.domain,
            ["name:month"],
            ["__count"],
            auto_unfold=True,
            unfold_read_specification={"display_name": {}},
        )
        self.assertEqual(result["groups"][0]["name:month"][0], "2026-11-22")
        self.assertEqual(len(result["groups"][0]["__records"]), 1)
        self.assertTrue(seen)
        self.assertFalse([context for context in seen if context.get("jalali_periods")])

    def test_access(self):
        """FC-10: groups hold what their reader may read, and no more."""
        company = self.env["res.company"].create({"name": "Other"})
        self._create_rates("2026-11-22", "2026-11-23")
        self.rates.create(
            {
                "name": "2026-11-24",
                "currency_id": self.currency.id,
                "company_id": company.id,
            }
        )
        user = self._create_user("fa_plain", "fa_IR")
        self.assertEqual(self._labels("month", user=user), {"آذر ۱۴۰۵": 2})
        user.write({"company_ids": [(4, company.id)]})
        self.assertEqual(
            self._labels(
                "month",
                user=user,
                allowed_company_ids=[user.company_id.id, company.id],
            ),
            {"آذر ۱۴۰۵": 3},
        )

    # -- drill-down

    def _check_counts(self, model, domain, groupby, **context):
        """Each record is in one group, and each group's domain finds its records."""
        model = model.with_context(**context)
        groups = model.formatted_read_group(domain, [groupby], ["__count"])
        for group in groups:
            found = model.search_count(domain + group["__extra_domain"])
            self.assertEqual(group["__count"], found, (groupby, context, group))
        total = sum(group["__count"] for group in groups)
        self.assertEqual(total, model.search_count(domain))
        self.assertEqual(groups, sorted(groups, key=lambda group: group[groupby][0]))
        return groups

    @thorough
    @given(
        moments=st.lists(MOMENTS, min_size=1, max_size=12, unique=True),
        granularity=st.sampled_from([*GRANULARITIES, *periods.PARTS]),
        timezone=st.sampled_from(TIMEZONES),
        is_jalali=st.booleans(),
    )
    def test_drill_down(self, moments, granularity, timezone, is_jalali):
        """FC-10: the count of a group is that of its domain, for each granularity,
        in several time zones and both calendars."""
        model, domain = self._create_moments(moments)
        if granularity in periods.PARTS:
            # Odoo names groups of numbers without a label to sort by.
            groups = model.with_context(tz=timezone).formatted_read_group(
                domain, [f"create_date:{granularity}"], ["__count"]
            )
            for group in groups:
                found = model.with_context(tz=timezone).search_count(
                    domain + group["__extra_domain"]
                )
                self.assertEqual(group["__count"], found)
            self.assertEqual(sum(group["__count"] for group in groups), len(moments))
            return
        groups = self._check_counts(
            model,
            domain,
            f"create_date:{granularity}",
            tz=timezone,
            lang="fa_IR",
            jalali_periods=is_jalali,
        )
        self.assertLessEqual(len(groups), len(moments))

    def _create_moments(self, moments):
        """Log entries of those moments: the only datetime here that nothing guards."""
        name = "l10n_fa_calendar"
        model = self.env["ir.logging"]
        model.search([("name", "=", name)]).unlink()
        values = {
            "name": name,
            "type": "server",
            "path": "x",
            "func": "x",
            "line": "1",
            "message": "x",
        }
        for record, moment in zip(
            model.create([values] * len(moments)), moments, strict=True
        ):
            # SQL: nobody writes the date of a log entry.
            self.env.cr.execute(
                SQL(
                    "UPDATE ir_logging SET create_date = %s WHERE id = %s",
                    moment,
                    record.id,
                )
            )
        model.invalidate_model()
        return model, [("name", "=", name)]

    @thorough
    @given(
        days=st.lists(
            st.dates(min_value=jalali.to_gregorian(1290, 1, 1)),
            min_size=1,
            max_size=12,
            unique=True,
        ),
        granularity=st.sampled_from([*jalali.PERIOD_MONTHS, "week", "day"]),
        is_jalali=st.booleans(),
    )
    def test_drill_down_of_dates(self, days, granularity, is_jalali):
        """FC-10: the same for dates, up to 9999-12-31."""
        if not is_jalali or granularity in ("week", "day"):
            # Odoo reckons the day after, which the last ones lack.
            days = [day for day in days if day.year < 9998]
        self.rates.search(self.domain).unlink()
        self._create_rates(*days)
        self._check_counts(
            self.rates,
            self.domain,
            f"name:{granularity}",
            lang="fa_IR",
            jalali_periods=is_jalali,
        )

    def test_bounds_in_tehran(self):
        """FC-10: months start at midnight of Tehran, before and after 2022."""
        model, domain = self._create_moments(
            [datetime(2021, 3, 25), datetime(2026, 3, 25)]
        )
        groups = model.with_context(
            tz="Asia/Tehran", lang="fa_IR", jalali_periods=True
        ).formatted_read_group(domain, ["create_date:month"], ["__count"])
        bounds = [[leaf[2] for leaf in group["__extra_domain"][1:]] for group in groups]
        self.assertEqual(
            bounds,
            [
                ["2021-03-20 20:30:00", "2021-04-20 19:30:00"],
                ["2026-03-20 20:30:00", "2026-04-20 20:30:00"],
            ],
        )

    def test_path(self):
        """FC-10: dates of another record, by a path."""
        self._create_rates("2026-11-22", "2026-12-22")
        # SQL: nobody writes the date of creation.
        self.env.cr.execute(
            SQL(
                "UPDATE res_currency SET create_date = %s WHERE id = %s",
                datetime(2026, 11, 21, 21),
                self.currency.id,
            )
        )
        self.currency.invalidate_recordset()
        [group] = self._check_counts(
            self.rates,
            self.domain,
            "currency_id.create_date:month",
            tz="Asia/Tehran",
            lang="fa_IR",
            jalali_periods=True,
        )
        self.assertEqual(group["currency_id.create_date:month"][1], "آذر ۱۴۰۵")
        self.assertEqual(group["__count"], 2)

    def test_several_groups(self):
        """FC-13: by several fields at once, as the pivot asks."""
        self._create_rates("2026-11-22", "2026-12-01", "2026-12-22")
        sets = (
            self.rates.with_user(self.user_persian)
            .with_context(lang="fa_IR", jalali_periods=True)
            .formatted_read_grouping_sets(
                self.domain,
                [[], ["name:quarter"], ["name:quarter", "name:month"]],
                ["__count"],
            )
        )
        self.assertEqual([len(groups) for groups in sets], [1, 2, 2])
        labels = [
            (group["name:quarter"][1], group["name:month"][1], group["__count"])
            for group in sets[2]
        ]
        self.assertEqual(
            labels, [("پاییز ۱۴۰۵", "آذر ۱۴۰۵", 2), ("زمستان ۱۴۰۵", "دی ۱۴۰۵", 1)]
        )

    # -- empty groups

    def test_fill(self):
        """FC-11: gaps are filled by Jalali months, without a double."""
        self._create_rates("2026-08-25", "2026-11-22")
        self.assertEqual(
            self._labels("month", fill_temporal=True),
            {"شهریور ۱۴۰۵": 1, "مهر ۱۴۰۵": 0, "آبان ۱۴۰۵": 0, "آذر ۱۴۰۵": 1},
        )

    def test_fill_bounds(self):
        """FC-11: from and to given days, and so many groups at the least."""
        self._create_rates("2026-11-25")
        fill = {"fill_from": "2026-10-30", "fill_to": "2026-12-25", "min_groups": 4}
        self.assertEqual(
            list(self._labels("month", fill_temporal=fill).values()), [0, 1, 0, 0]
        )
        fill = {"fill_from": "2025-03-21", "fill_to": "2026-03-20"}
        months = self._labels("month", fill_temporal=fill)
        self.assertEqual(len(months), 13)
        self.assertEqual(next(iter(months)), "فروردین ۱۴۰۴")
        self.assertEqual(list(months)[11], "اسفند ۱۴۰۴")

    def test_fill_datetimes(self):
        """FC-11: datetimes in the time zone of the person."""
        model, domain = self._create_moments(
            [datetime(2026, 9, 22, 21), datetime(2026, 11, 21, 21)]
        )
        groups = model.with_context(
            tz="Asia/Tehran", lang="fa_IR", jalali_periods=True, fill_temporal=True
        ).formatted_read_group(domain, ["create_date:month"], ["__count"])
        self.assertEqual([group["__count"] for group in groups], [1, 0, 1])
        self.assertEqual(
            [group["create_date:month"][0] for group in groups],
            ["2026-09-22 20:30:00", "2026-10-22 20:30:00", "2026-11-21 20:30:00"],
        )

    def test_fill_nothing(self):
        """FC-11: without records and bounds there is nothing to fill."""
        self.assertEqual(self._group("month", fill_temporal=True), [])

    # -- parts

    def test_progress_bars(self):
        """FC-13: the bars of a board are those of its columns, by date or by moment."""
        self.env.cr.execute(
            SQL("UPDATE res_currency SET create_date = '2026-11-21 20:30:00'")
        )
        context = {"tz": "Asia/Tehran", "jalali_periods": True}
        currencies = self.env["res.currency"].with_context(**context)
        bar = {"field": "active", "colors": {True: "x"}}
        for granularity in GRANULARITIES:
            groupby = f"create_date:{granularity}"
            [group] = currencies.formatted_read_group([], [groupby], ["__count"])
            counts = currencies.read_progress_bar([], groupby, bar)
            self.assertEqual(counts, {group[groupby][0]: {True: group["__count"]}})
        self._create_rates("2026-11-22", "2026-12-21")
        rates = self.rates.with_context(**context)
        bar = {"field": "rate", "colors": {1.0: "x"}}
        counts = rates.read_progress_bar(self.domain, "name:month", bar)
        self.assertEqual(counts, {"2026-11-22": {1.0: 2}})
