"""The SQL of a refresh: the people that a smart group should have, put into a temporary
table, then compared with those it has.

One statement with everything in common table expressions looks better and takes minutes
right after a bulk load: the planner knows nothing about them. A temporary table can be
analysed.
"""

from odoo.tools import SQL


def create():
    yield SQL("DROP TABLE IF EXISTS pg_temp.crm_target_group_wanted")
    yield SQL(
        """
        CREATE TEMPORARY TABLE crm_target_group_wanted (
            partner_id integer, lead_id integer
        ) ON COMMIT DROP
        """
    )


def want(column, identities):
    """Add the result of the SELECT `identities` to those who should be in.

    Somebody may be there twice: without an index to check it this is twice as fast.
    """
    return SQL(
        """
        INSERT INTO crm_target_group_wanted (%(column)s)
        SELECT id FROM (%(identities)s) identity
        """,
        column=SQL.identifier(column),
        identities=identities,
    )


def unwant(column, identities):
    return SQL(
        "DELETE FROM crm_target_group_wanted WHERE %(column)s IN (%(identities)s)",
        column=SQL.identifier(column),
        identities=identities,
    )


def left_out(column, group_id):
    """Those who must not come into the group again."""
    return SQL(
        """
        SELECT %(column)s FROM crm_target_group_exclusion
         WHERE group_id = %(group_id)s AND %(column)s IS NOT NULL
        """,
        column=SQL.identifier(column),
        group_id=group_id,
    )


def analyse():
    return SQL("ANALYZE pg_temp.crm_target_group_wanted")


def count(group_id):
    """One row: how many members the rule has brought in."""
    return SQL(
        """
        SELECT COUNT(*) FROM crm_target_group_member
         WHERE group_id = %s AND source = 'rule'
        """,
        group_id,
    )


def drop(column, group_id, end_stays):
    """Take out whom the rule brought in and no longer wants. One row: how many."""
    return SQL(
        """
        WITH deleted AS (
            DELETE FROM crm_target_group_member member
             WHERE member.group_id = %(group_id)s
               AND member.source = 'rule'
               AND member.%(column)s IS NOT NULL
               AND NOT EXISTS (
                       SELECT FROM crm_target_group_wanted wanted
                        WHERE wanted.%(column)s = member.%(column)s)
         RETURNING *
        ),
        stay AS (%(end_stays)s)
        SELECT COUNT(*) FROM deleted
        """,
        column=SQL.identifier(column),
        group_id=group_id,
        end_stays=end_stays,
    )


def add(column, group_id, user_id, now):
    """Bring in who is wanted and missing."""
    return SQL(
        """
        INSERT INTO crm_target_group_member
               (group_id, %(column)s, source, added_by_id, added_on)
        SELECT %(group_id)s, wanted.%(column)s, 'rule', %(user_id)s, %(now)s
          FROM crm_target_group_wanted wanted
         WHERE wanted.%(column)s IS NOT NULL
           AND NOT EXISTS (
                   SELECT FROM crm_target_group_member member
                    WHERE member.group_id = %(group_id)s
                      AND member.%(column)s = wanted.%(column)s)
   ON CONFLICT DO NOTHING
        """,
        column=SQL.identifier(column),
        group_id=group_id,
        user_id=user_id,
        now=now,
    )


def lock(group_id):
    """One row: whether this transaction is the one to refresh the group."""
    return SQL(
        "SELECT pg_try_advisory_xact_lock(hashtext('crm_target_group'), %s)", group_id
    )
