from datetime import datetime
from itertools import groupby as groupby_start
from operator import itemgetter

import babel.dates
import pytz

from odoo import api, fields, models
from odoo.models import READ_GROUP_DISPLAY_FORMAT, parse_read_group_spec
from odoo.tools import SQL
from odoo.tools.misc import get_lang

from .. import periods
from ..jalali import PERIOD_MONTHS
from ..period_labels import FORMATS, label_of

# In the context of the group reads that the web client sends for people who use the
# Jalali calendar. Without it, groups are Gregorian, whoever asks.
FLAG = "jalali_periods"
TEMPORAL = ("date", "datetime")


class Base(models.AbstractModel):
    """Groups of records by Jalali months, quarters and years.

    What business code reads on the way of such a request is Gregorian again, as what
    reads the records of the groups lowers the flag.
    """

    _inherit = "base"

    @api.readonly
    def web_read(self, specification):
        return super(Base, self._with_gregorian_periods()).web_read(specification)

    def export_data(self, fields_to_export):
        records = self._with_gregorian_periods()
        return super(Base, records).export_data(fields_to_export)

    def _with_gregorian_periods(self):
        return (
            self.with_context(**{FLAG: False}) if self.env.context.get(FLAG) else self
        )

    @api.model
    @api.readonly
    def read_progress_bar(self, domain, group_by, progress_bar):
        """Moments are told as the columns are: in UTC, not in the person's time."""
        counts = super().read_progress_bar(domain, group_by, progress_bar)
        fname, path, granularity = parse_read_group_spec(group_by)
        is_moment = self._fields[fname].type == "datetime" and not path
        if not (self.env.context.get(FLAG) and is_moment and granularity in FORMATS):
            return counts
        return {
            self._utc_text(datetime.fromisoformat(key))
            if key != "False"
            else key: count
            for key, count in counts.items()
        }

    # -- the query

    def _read_group_groupby(self, alias, groupby_spec, query):
        fname, path, granularity = parse_read_group_spec(groupby_spec)
        field = self._fields.get(fname)
        kind = field and field.type
        is_date = kind in TEMPORAL and not path
        if is_date and granularity in periods.PARTS:
            return self._field_to_sql(alias, f"{fname}.{granularity}", query)
        if not self._is_jalali_period(granularity):
            return super()._read_group_groupby(alias, groupby_spec, query)
        if is_date:
            day = self._field_to_sql(alias, fname, query)
            if kind == "datetime":
                day = field.property_to_sql(day, "tz", self, alias, query)
        elif kind == "properties":
            # A moment is read in UTC, as Odoo groups it.
            day = self._read_group_groupby_properties(alias, field, path, query)
            day = SQL("%s::timestamp", day)
        else:
            # A path comes back to this method of another model.
            return super()._read_group_groupby(alias, groupby_spec, query)
        start_of = SQL.identifier(periods.sql_name(granularity))
        start = SQL("%s(%s::date)", start_of, day)
        return start if kind == "date" else SQL("%s::timestamp", start)

    def _is_jalali_period(self, granularity):
        return granularity in PERIOD_MONTHS and bool(self.env.context.get(FLAG))

    # -- the groups

    def _web_read_group_groupby_formatter(self, groupby_spec, values):
        fname, path, granularity = parse_read_group_spec(groupby_spec)
        field = self._fields[fname]
        if path or field.type not in TEMPORAL:
            # Paths and properties come back to this model's methods.
            return super()._web_read_group_groupby_formatter(groupby_spec, values)
        if granularity in periods.PARTS:
            part = f"{fname}.{granularity}"
            return lambda value: (value, [(part, "=", value)])
        if not self.env.context.get(FLAG) or granularity not in FORMATS:
            return super()._web_read_group_groupby_formatter(groupby_spec, values)
        if granularity in PERIOD_MONTHS:
            to_text = self._utc_text if field.type == "datetime" else str
            return self._jalali_formatter(fname, granularity, to_text)
        formatter = super()._web_read_group_groupby_formatter(groupby_spec, values)
        return self._with_jalali_label(formatter, granularity)

    def _web_read_group_groupby_properties_formatter(self, groupby_spec, values):
        formatter = super()._web_read_group_groupby_properties_formatter(
            groupby_spec, values
        )
        name, _colon, granularity = groupby_spec.partition(":")
        if not self.env.context.get(FLAG) or granularity not in FORMATS:
            return formatter
        if granularity in PERIOD_MONTHS:
            is_date = self.get_property_definition(name)["type"] == "date"
            to_text = fields.Date.to_string if is_date else fields.Datetime.to_string
            return self._jalali_formatter(name, granularity, to_text)
        return self._with_jalali_label(formatter, granularity)

    def _jalali_formatter(self, name, granularity, to_text):
        """What the client shows of a Jalali period, and the domain of its records."""

        def formatter(start):
            if not start:
                return start, [(name, "=", False)]
            value = to_text(start)
            domain = [(name, ">=", value)]
            if end := self._next_start(start, granularity):
                domain = ["&", *domain, (name, "<", to_text(end))]
            return (value, self._jalali_label(start, granularity)), domain

        return formatter

    def _with_jalali_label(self, formatter, granularity):
        """Odoo's own days, weeks and hours, by their Jalali names."""

        def jalali_formatter(value):
            shown, domain = formatter(value)
            if value and periods.is_covered(fields.Date.to_date(value)):
                shown = (shown[0], self._jalali_label(value, granularity))
            return shown, domain

        return jalali_formatter

    def _jalali_label(self, start, granularity):
        lang = get_lang(self.env).code
        if periods.is_covered(fields.Date.to_date(start)):
            label = label_of(start, granularity, lang)
        else:
            label = babel.dates.format_date(
                start, format=READ_GROUP_DISPLAY_FORMAT[granularity], locale=lang
            )
        return self.env["res.lang"]._in_reader_digits(label, lang)

    def _utc_text(self, moment):
        """A moment of the person's time zone, as the domain of a datetime has it."""
        timezone = self.env.context.get("tz")
        if timezone in pytz.all_timezones_set:
            moment = pytz.timezone(timezone).localize(moment).astimezone(pytz.utc)
        return fields.Datetime.to_string(moment)

    @api.model
    def _next_start(self, start, granularity):
        """The start that follows one, of the same type."""
        end = periods.next_start(fields.Date.to_date(start), granularity)
        if end and isinstance(start, datetime):
            return datetime(end.year, end.month, end.day)
        return end

    # -- empty groups

    def _web_read_group_fill_temporal(
        self,
        groups,
        groupby,
        aggregates,
        fill_from=False,
        fill_to=False,
        min_groups=False,
    ):
        fname, _path, granularity = parse_read_group_spec(groupby[0])
        field = self._fields[fname]
        is_date = field.type == "date"
        has_groups = is_date or field.type in ("datetime", "properties")
        if not self._is_jalali_period(granularity) or not has_groups:
            return super()._web_read_group_fill_temporal(
                groups, groupby, aggregates, fill_from, fill_to, min_groups
            )
        as_value = fields.Date.to_date if is_date else fields.Datetime.to_datetime
        empty = tuple(
            self._read_group_empty_value(spec) for spec in (*groupby[1:], *aggregates)
        )
        dated = [group for group in groups if group[0]]
        by_start = {
            as_value(start): [(as_value(start), *empty)]
            for start in periods.starts_to_fill(
                [fields.Date.to_date(group[0]) for group in dated],
                granularity,
                fields.Date.to_date(fill_from),
                fields.Date.to_date(fill_to),
                min_groups or 0,
            )
        }
        for start, same in groupby_start(dated, key=itemgetter(0)):
            by_start[start] = list(same)
        filled = [group for start in sorted(by_start) for group in by_start[start]]
        return filled + [group for group in groups if not group[0]]
