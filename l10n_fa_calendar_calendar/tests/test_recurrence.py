from datetime import date, datetime, timedelta

import pytz
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.tests import Form, TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.l10n_fa_calendar import jalali
from odoo.addons.l10n_fa_calendar.tests.common import CalendarUsersMixin

TEHRAN = pytz.timezone("Asia/Tehran")


class RecurrenceCase(CalendarUsersMixin, TransactionCase):
    def _meeting(self, year, month, day_of_month, hour=9, user=None, **values):
        """A meeting of one hour that repeats, at a time in Tehran."""
        start = self._utc(jalali.to_gregorian(year, month, day_of_month), hour)
        events = self.env["calendar.event"].with_user(user or self.user_persian)
        return events.with_context(tz="Asia/Tehran").create(
            {
                "name": "Azar",
                "start": start,
                "stop": start + timedelta(hours=1),
                "recurrency": True,
                "event_tz": "Asia/Tehran",
                "rrule_type": "monthly",
                "end_type": "count",
                "count": 4,
                **values,
            }
        )

    def _utc(self, day, hour):
        local = TEHRAN.localize(datetime(day.year, day.month, day.day, hour))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    def _local(self, event):
        return pytz.utc.localize(event.start).astimezone(TEHRAN)

    def _days(self, event):
        """The Jalali days of all meetings of a recurrence."""
        events = event.recurrence_id.calendar_event_ids.sorted("start")
        return [tuple(jalali.to_jalali(self._local(event).date())) for event in events]


@tagged("post_install", "-at_install")
class TestRecurrence(RecurrenceCase):
    def test_monthly(self):
        """FC-21: each 1st of the Jalali month."""
        event = self._meeting(1405, 9, 1, calendar_system="jalali", jalali_day=1)
        self.assertEqual(
            self._days(event),
            [(1405, 9, 1), (1405, 10, 1), (1405, 11, 1), (1405, 12, 1)],
        )

    def test_last_day(self):
        """FC-21: the 31st is the last day of shorter months, of Esfand in leap years
        and others."""
        event = self._meeting(
            1403, 6, 31, calendar_system="jalali", jalali_day=31, count=20
        )
        expected = [
            (year, month, jalali.month_length(year, month))
            for year, month in [(1403, m) for m in range(6, 13)]
            + [(1404, m) for m in range(1, 13)]
            + [(1405, 1)]
        ]
        self.assertEqual(self._days(event), expected)
        self.assertIn((1403, 12, 30), expected)
        self.assertIn((1404, 12, 29), expected)

    def test_yearly(self):
        """FC-21: the 30th of Esfand comes back in the next leap year."""
        event = self._meeting(
            1403, 12, 30, calendar_system="jalali", rrule_type="yearly", count=6
        )
        event.recurrence_id.jalali_day = 30
        days = [day for _year, _month, day in self._days(event)]
        self.assertEqual(days, [30, 29, 29, 29, 29, 30])

    def test_weekday(self):
        """FC-21: the first Saturday of the Jalali month."""
        event = self._meeting(
            1405,
            9,
            7,
            calendar_system="jalali",
            month_by="day",
            weekday="SAT",
            byday="1",
        )
        for (_year, _month, day), meeting in zip(
            self._days(event), event.recurrence_id.calendar_event_ids, strict=True
        ):
            self.assertLessEqual(day, 7)
            self.assertEqual(self._local(meeting).weekday(), 5)

    def test_all_day(self):
        """FC-21: meetings of a whole day have no time zone."""
        day = jalali.to_gregorian(1405, 9, 30)
        event = self.env["calendar.event"].create(
            {
                "name": "Azar",
                "allday": True,
                "start_date": day,
                "stop_date": day,
                "recurrency": True,
                "rrule_type": "monthly",
                "calendar_system": "jalali",
                "jalali_day": 30,
                "end_type": "count",
                "count": 4,
            }
        )
        found = event.recurrence_id.calendar_event_ids.sorted("start")
        self.assertEqual(
            [tuple(jalali.to_jalali(meeting.start_date)) for meeting in found],
            [(1405, 9, 30), (1405, 10, 30), (1405, 11, 30), (1405, 12, 29)],
        )

    def test_until(self):
        """FC-21: the last day counts."""
        event = self._meeting(
            1405,
            9,
            1,
            calendar_system="jalali",
            jalali_day=1,
            end_type="end_date",
            until=jalali.to_gregorian(1405, 11, 1),
        )
        self.assertEqual(len(self._days(event)), 3)

    @given(
        st.integers(1390, 1415),
        st.integers(1, 12),
        st.integers(1, 31),
        st.integers(0, 23),
        st.sampled_from(["monthly", "yearly"]),
    )
    @settings(max_examples=25, deadline=None)
    def test_time_of_day(self, year, month, day, hour, rrule_type):
        """FC-21: the time in Tehran stays, over the summer times of before 1401 too,
        and when the day in UTC is another one; the number of meetings is kept."""
        day = min(day, jalali.month_length(year, month))
        event = self._meeting(
            year,
            month,
            day,
            hour,
            calendar_system="jalali",
            jalali_day=day,
            rrule_type=rrule_type,
            count=14,
        )
        days = self._days(event)
        self.assertEqual(days[0], (year, month, day))
        self.assertEqual(len(days), 14)
        for meeting in event.recurrence_id.calendar_event_ids:
            local = self._local(meeting)
            jalali_day = jalali.to_jalali(local.date())
            length = jalali.month_length(*jalali_day[:2])
            self.assertEqual(jalali_day.day, min(day, length))
            if local.hour != hour:  # the clock went from 0 to 1 that day
                self.assertEqual((hour, local.hour), (0, 1))

    def test_code(self):
        """FC-27: code that says nothing of calendars repeats as before, for all."""
        for user in (self.user_persian, self.user_english):
            event = self._meeting(1405, 9, 1, user=user, month_by="date", day=22)
            starts = event.recurrence_id.calendar_event_ids.sorted("start").mapped(
                "start"
            )
            self.assertEqual([start.day for start in starts], [22, 22, 22, 22])
            self.assertEqual(event.recurrence_id.calendar_system, "gregorian")
            self.assertNotIn("RSCALE", event.recurrence_id.rrule)

    def test_days_that_no_month_has(self):
        """FC-21: the 32nd is refused."""
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._meeting(1405, 9, 1, calendar_system="jalali", jalali_day=32)
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestRecurrenceChanges(RecurrenceCase):
    def setUp(self):
        super().setUp()
        self.event = self._meeting(
            1405, 6, 31, calendar_system="jalali", jalali_day=31, count=10
        )
        events = self.event.recurrence_id.calendar_event_ids.sorted("start")
        self.third = events[2]  # the 30th of Aban

    def test_future(self):
        """FC-21: "this and following" keeps the last day of the month."""
        self.third.write({"name": "Dey", "recurrence_update": "future_events"})
        self.assertEqual(self._days(self.event), [(1405, 6, 31), (1405, 7, 30)])
        days = self._days(self.third)
        self.assertEqual(len(days), 8)
        self.assertEqual(days[0], (1405, 8, 30))
        self.assertIn((1405, 12, 29), days)
        self.assertIn((1406, 1, 31), days)
        self.assertEqual(self.third.recurrence_id.calendar_system, "jalali")

    def test_future_moved(self):
        """FC-21: moved to another day, the following ones move to it too."""
        start = self.third.start + timedelta(days=5)
        self.third.write(
            {
                "start": start,
                "stop": start + timedelta(hours=1),
                "recurrence_update": "future_events",
            }
        )
        days = self._days(self.third)
        self.assertEqual(days[0], (1405, 9, 5))
        self.assertEqual({day for _year, _month, day in days}, {5})

    def test_all(self):
        """FC-21: so do all events."""
        self.third.write({"name": "Dey", "recurrence_update": "all_events"})
        self.assertEqual(len(self._days(self.event)), 10)
        start = self.event.start + timedelta(hours=2)
        self.event.write(
            {
                "start": start,
                "stop": start + timedelta(hours=1),
                "recurrence_update": "all_events",
            }
        )
        days = self._days(self.event)
        self.assertEqual(days[0], (1405, 6, 31))
        self.assertEqual(days[3], (1405, 9, 30))
        self.assertEqual(len(days), 10)

    def test_weekday_kept(self):
        """FC-21: the week is that of the Jalali month after a change, too."""
        event = self._meeting(
            1405,
            9,
            14,
            calendar_system="jalali",
            month_by="day",
            weekday="SAT",
            byday="2",
        )
        second = event.recurrence_id.calendar_event_ids.sorted("start")[1]
        second.write({"name": "Dey", "recurrence_update": "future_events"})
        self.assertEqual(second.recurrence_id.byday, "2")
        for _year, _month, day in self._days(second):
            self.assertIn(day, range(8, 15))

    def test_to_gregorian(self):
        """FC-21: the calendar of the following ones can be changed."""
        self.third.write(
            {
                "calendar_system": "gregorian",
                "day": 21,
                "recurrence_update": "future_events",
            }
        )
        starts = self.third.recurrence_id.calendar_event_ids.mapped("start")
        self.assertEqual({start.day for start in starts}, {21})

    def test_rule(self):
        """FC-21: the rule is written as RFC 7529 has it, and understood."""
        recurrence = self.event.recurrence_id
        self.assertEqual(
            recurrence.rrule,
            "RRULE:RSCALE=PERSIAN;FREQ=MONTHLY;COUNT=10;BYMONTHDAY=31;SKIP=BACKWARD",
        )
        other = self.env["calendar.recurrence"].create(
            {"base_event_id": self.event.id, "rrule": recurrence.rrule}
        )
        for name in (
            "calendar_system",
            "jalali_day",
            "count",
            "rrule_type",
            "end_type",
        ):
            self.assertEqual(other[name], recurrence[name], name)
        other.rrule = "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=5"
        self.assertEqual((other.calendar_system, other.day), ("gregorian", 5))

    def test_invitation(self):
        """FC-21: the file for other programs has the meeting without the rule, which
        they would misread."""
        files = self.event._get_ics_file()
        self.assertNotIn(b"RRULE", files[self.event.id])

    def test_name(self):
        """FC-21: the rule in words."""
        self.assertEqual(
            self.event.recurrence_id.name, "Every 1 Jalali months on day 31, 10 times"
        )


@tagged("post_install", "-at_install")
class TestRecurrenceForm(RecurrenceCase):
    def _form(self, user, day=date(2026, 12, 21)):
        events = self.env["calendar.event"].with_user(user)
        form = Form(
            events.with_context(tz="Asia/Tehran"), "calendar.view_calendar_event_form"
        )
        form.name = "Azar"
        form.start = self._utc(day, 9)
        form.stop = self._utc(day, 10)
        form.recurrency = True
        form.rrule_type_ui = "monthly"
        form.end_type = "count"
        form.count = 4
        return form

    def test_persian(self):
        """FC-21: who uses the Jalali calendar is offered the Jalali day of the meeting,
        here the 30th of Azar."""
        form = self._form(self.user_persian)
        self.assertEqual(form.calendar_system, "jalali")
        self.assertEqual(form.jalali_day, 30)
        event = form.save()
        self.assertEqual([day[2] for day in self._days(event)], [30, 30, 30, 29])

    def test_choice(self):
        """FC-21: they may choose the Gregorian calendar."""
        form = self._form(self.user_persian)
        form.calendar_system = "gregorian"
        form.day = 21
        event = form.save()
        days = {meeting.start.day for meeting in event.recurrence_id.calendar_event_ids}
        self.assertEqual(days, {21})

    def test_english(self):
        """FC-27: others are asked nothing, and repeat as before."""
        form = self._form(self.user_english)
        self.assertFalse(form.offers_jalali)
        form.day = 21
        event = form.save()
        self.assertEqual(event.recurrence_id.calendar_system, "gregorian")
        self.assertEqual(event.recurrence_id.day, 21)

    def test_shared(self):
        """FC-21: others see how a meeting repeats, whatever their own calendar."""
        event = self._form(self.user_persian).save()
        theirs = event.with_user(self.user_english)
        self.assertEqual((theirs.calendar_system, theirs.jalali_day), ("jalali", 30))
        self.assertTrue(theirs.offers_jalali)
        form = self._form(self.user_english)
        form.day = 21
        ours = form.save().with_user(self.user_persian)
        self.assertEqual((ours.calendar_system, ours.day), ("gregorian", 21))
