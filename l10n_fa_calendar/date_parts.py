"""Jalali parts of dates in domains: [("date_deadline.jalali_month_number", "=", 9)].

Odoo's own parts stay Gregorian, so that a stored domain means the same for everyone.
Fields are no models, which could be inherited: two methods of the class of dates are
extended here by names that they refuse.
"""

from odoo.fields import Date
from odoo.tools import SQL

from . import periods

BaseDate = Date.__base__
core_property_to_sql = BaseDate.property_to_sql
core_property_getter = BaseDate._expression_property_getter


def property_to_sql(self, field_sql, property_name, model, alias, query):
    if property_name not in periods.PARTS:
        return core_property_to_sql(self, field_sql, property_name, model, alias, query)
    day = self.property_to_sql(field_sql, "tz", model, alias, query)
    return SQL("%s(%s::date)", SQL.identifier(periods.sql_name(property_name)), day)


def property_getter(self, property_name):
    if property_name not in periods.PARTS:
        return core_property_getter(self, property_name)
    return lambda value: periods.part_of(Date.to_date(value), property_name)


BaseDate.property_to_sql = property_to_sql
BaseDate._expression_property_getter = property_getter
