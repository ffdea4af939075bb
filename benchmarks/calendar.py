"""Grouping 1,000,000 leads by Jalali months, against Odoo's own Gregorian months.

Both sides read the same leads, of sixteen years, a few without a date; ours sends the
flag that the web client sends for people who use the Jalali calendar. Without it, the
groups are Odoo's own.
"""

from odoo.tools import SQL

MODULES = ["l10n_fa_calendar"]
SAME_DATABASE = True
ROUNDS = 15
LIMITS = {"months_of_dates": 1.15, "months_of_moments": 1.15, "queries": 1.0}
LEADS = 1_000_000
GROUPS = {
    "months_of_dates": "date_deadline:month",
    "months_of_moments": "create_date:month",
}


def prepare(env, ours):
    # SQL: a million leads by the ORM would take an hour.
    env.cr.execute(
        SQL(
            "INSERT INTO crm_lead"
            " (name, type, active, company_id, date_deadline, create_date)"
            " SELECT 'Lead ' || number, 'opportunity', true, %s,"
            " CASE WHEN number %% 50 > 0 THEN day::date END, day"
            " FROM (SELECT number, timestamp '2011-03-21'"
            "       + interval '1 second' * (number * 7919::bigint %% 504921600) AS day"
            "       FROM generate_series(1, %s) AS number) AS days",
            env.company.id,
            LEADS,
        )
    )


def setup(env, ours):
    leads = env["crm.lead"].with_context(tz="Asia/Tehran", jalali_periods=ours)
    return {
        measure: lambda groupby=groupby: leads.formatted_read_group(
            [], [groupby], ["__count"]
        )
        for measure, groupby in GROUPS.items()
    }
