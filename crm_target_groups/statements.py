"""The SQL of the table of members. Each function returns one statement for any number
of rows. None of them asks for rights: that is the business of who executes them."""

from odoo.tools import SQL


def insert(column, identities, group_ids, source, user_id, now):
    """Put the result of the query `identities` into each group, skip who is there.

    One row comes back: the number of identities, the number of rows inserted.
    """
    return SQL(
        """
        WITH identity AS (%(identities)s),
        added AS (
            INSERT INTO crm_target_group_member
                   (group_id, %(column)s, source, added_by_id, added_on)
            SELECT node.id, identity.id, %(source)s, %(user_id)s, %(now)s
              FROM identity CROSS JOIN unnest(%(group_ids)s) AS node(id)
             WHERE NOT EXISTS (
                       SELECT FROM crm_target_group_member member
                        WHERE member.group_id = node.id
                          AND member.%(column)s = identity.id)
       ON CONFLICT DO NOTHING
         RETURNING 1
        )
        SELECT (SELECT COUNT(*) FROM identity), (SELECT COUNT(*) FROM added)
        """,
        column=SQL.identifier(column),
        identities=identities.select(),
        group_ids=list(group_ids),
        source=source,
        user_id=user_id,
        now=now,
    )


def merge(column, source_ids, target_id):
    """Move the memberships of identities that are merged into one that stays.

    A group that several of them are in keeps the oldest row.
    """
    return SQL(
        """
        WITH moved AS (
            DELETE FROM crm_target_group_member
             WHERE %(column)s IN %(source_ids)s
         RETURNING id, group_id, source, added_by_id, added_on
        )
        INSERT INTO crm_target_group_member
               (group_id, %(column)s, source, added_by_id, added_on)
        SELECT DISTINCT ON (group_id)
               group_id, %(target_id)s, source, added_by_id, added_on
          FROM moved
      ORDER BY group_id, added_on, id
   ON CONFLICT DO NOTHING
        """,
        column=SQL.identifier(column),
        source_ids=tuple(source_ids),
        target_id=target_id,
    )


def copy_to_customers(lead_ids, user_id, now):
    """Put the customers of leads into the groups of these leads, which stay there."""
    return SQL(
        """
        INSERT INTO crm_target_group_member
               (group_id, partner_id, source, added_by_id, added_on)
        SELECT DISTINCT member.group_id, lead.partner_id,
               'conversion', %(user_id)s, %(now)s::timestamp
          FROM crm_target_group_member member
          JOIN crm_lead lead ON lead.id = member.lead_id
         WHERE lead.id IN %(lead_ids)s
           AND lead.partner_id IS NOT NULL
   ON CONFLICT DO NOTHING
        """,
        lead_ids=tuple(lead_ids),
        user_id=user_id,
        now=now,
    )


def delete(members):
    """Delete the rows of the query `members`. One row comes back: how many."""
    return SQL(
        """
        WITH deleted AS (
            DELETE FROM crm_target_group_member WHERE id IN %(members)s RETURNING 1
        )
        SELECT COUNT(*) FROM deleted
        """,
        members=members.subselect(),
    )


def inside(column, group_ids):
    """Ids of the identities in one of the groups.

    Literal ids of groups: several times faster than a query on groups inside.
    """
    return SQL(
        """
        SELECT %(column)s
          FROM crm_target_group_member
         WHERE %(column)s IS NOT NULL
           AND group_id IN %(group_ids)s
        """,
        column=SQL.identifier(column),
        group_ids=tuple(group_ids),
    )


def outside(table, column, group_ids):
    """Ids of the identities in none of the groups.

    Not `NOT IN (inside)`: for 600,000 members that takes minutes instead of a second.
    """
    return SQL(
        """
        SELECT identity.id
          FROM %(table)s identity
         WHERE NOT EXISTS (
                   SELECT FROM crm_target_group_member member
                    WHERE member.%(column)s = identity.id
                      AND member.group_id IN %(group_ids)s)
        """,
        table=SQL.identifier(table),
        column=SQL.identifier(column),
        group_ids=tuple(group_ids),
    )


def count(group_ids, members):
    """Count the contacts and the leads among the query `members`, by group.

    A person counts once for each group on the way up from where he is, however many of
    its active subgroups he is in. The rows come from the query itself: to join the
    table again by id costs three times as much.
    """
    columns = (
        SQL.identifier(members.table, column)
        for column in ("group_id", "partner_id", "lead_id")
    )
    return SQL(
        """
        SELECT ancestor.id,
               COUNT(DISTINCT member.partner_id),
               COUNT(DISTINCT member.lead_id)
          FROM (%(members)s) member
          JOIN crm_target_group node ON node.id = member.group_id
          JOIN LATERAL unnest(
                   string_to_array(rtrim(node.parent_path, '/'), '/')::int[]
               ) AS ancestor(id) ON ancestor.id = ANY(%(group_ids)s)
         WHERE node.active OR node.id = ancestor.id
      GROUP BY ancestor.id
        """,
        group_ids=list(group_ids),
        members=members.select(*columns),
    )
