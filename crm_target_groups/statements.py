"""The SQL of the table of members. Each function returns one statement for any number
of rows. None of them asks for rights: that is the business of who executes them."""

from odoo.tools import SQL

from .history_statements import end_stays


def advise_planner():
    """Know the size of 1,000 groups instead of the 100 largest, and hash the members of
    groups once for all workers, as for a table of 8 MB, however narrow the rows: a
    search by group then takes the plan of a native many2many."""
    return SQL(
        """
        ALTER TABLE crm_target_group_member
              SET (parallel_workers = 2),
              ALTER COLUMN group_id SET STATISTICS 1000
        """
    )


def insert(column, identities, group_ids, source, user_id, now, batch_id=None):
    """Put the result of the SELECT `identities` into each group, skip who is there.

    One row comes back: the number of identities, of rows inserted, of pairs of a group
    and an identity that is left out of it for good.
    """
    return SQL(
        """
        WITH identity AS (%(identities)s),
        excluded AS (
            SELECT exclusion.group_id, exclusion.%(column)s AS id
              FROM crm_target_group_exclusion exclusion
              JOIN identity ON identity.id = exclusion.%(column)s
             WHERE exclusion.group_id = ANY(%(group_ids)s)
        ),
        added AS (
            INSERT INTO crm_target_group_member
                   (group_id, %(column)s, source, added_by_id, added_on, batch_id)
            SELECT node.id, identity.id, %(source)s, %(user_id)s, %(now)s, %(batch_id)s
              FROM identity CROSS JOIN unnest(%(group_ids)s) AS node(id)
             WHERE NOT EXISTS (
                       SELECT FROM crm_target_group_member member
                        WHERE member.group_id = node.id
                          AND member.%(column)s = identity.id)
               AND NOT EXISTS (
                       SELECT FROM excluded
                        WHERE excluded.group_id = node.id
                          AND excluded.id = identity.id)
       ON CONFLICT DO NOTHING
         RETURNING 1
        )
        SELECT (SELECT COUNT(*) FROM identity),
               (SELECT COUNT(*) FROM added),
               (SELECT COUNT(*) FROM excluded)
        """,
        column=SQL.identifier(column),
        identities=identities,
        group_ids=list(group_ids),
        source=source,
        user_id=user_id,
        now=now,
        batch_id=batch_id,
    )


def pin(column, identities, group_ids, source):
    """Whoever the rule brought in and a person adds again stays, whatever the rule."""
    return SQL(
        """
        UPDATE crm_target_group_member
           SET source = %(source)s
         WHERE source = 'rule'
           AND group_id = ANY(%(group_ids)s)
           AND %(column)s IN (%(identities)s)
        """,
        column=SQL.identifier(column),
        identities=identities,
        group_ids=list(group_ids),
        source=source,
    )


def merge(column, source_ids, target_id):
    """Move all that is known of identities into the one they are merged into.

    A group that several of them are in keeps the oldest row. Who is left out of a group
    does not come in by its rule, and who is in by hand is not left out.
    """
    names = {
        "column": SQL.identifier(column),
        "source_ids": tuple(source_ids),
        "target_id": target_id,
    }
    yield SQL(
        """
        WITH moved AS (
            DELETE FROM crm_target_group_member
             WHERE %(column)s IN %(source_ids)s
         RETURNING id, group_id, source, added_by_id, added_on, batch_id
        )
        INSERT INTO crm_target_group_member
               (group_id, %(column)s, source, added_by_id, added_on, batch_id)
        SELECT DISTINCT ON (group_id)
               group_id, %(target_id)s, source, added_by_id, added_on, batch_id
          FROM moved
      ORDER BY group_id, source = 'rule', added_on, id
   ON CONFLICT DO NOTHING
        """,
        **names,
    )
    yield SQL(
        """
        WITH moved AS (
            DELETE FROM crm_target_group_exclusion
             WHERE %(column)s IN %(source_ids)s
         RETURNING id, group_id, added_by_id, added_on, batch_id
        )
        INSERT INTO crm_target_group_exclusion
               (group_id, %(column)s, added_by_id, added_on, batch_id)
        SELECT DISTINCT ON (group_id)
               group_id, %(target_id)s, added_by_id, added_on, batch_id
          FROM moved
      ORDER BY group_id, added_on, id
   ON CONFLICT DO NOTHING
        """,
        **names,
    )
    yield SQL(
        """
        DELETE FROM crm_target_group_member member
         USING crm_target_group_exclusion exclusion
         WHERE member.%(column)s = %(target_id)s
           AND exclusion.%(column)s = %(target_id)s
           AND exclusion.group_id = member.group_id
           AND member.source = 'rule'
        """,
        **names,
    )
    yield SQL(
        """
        DELETE FROM crm_target_group_exclusion exclusion
         USING crm_target_group_member member
         WHERE member.%(column)s = %(target_id)s
           AND exclusion.%(column)s = %(target_id)s
           AND exclusion.group_id = member.group_id
        """,
        **names,
    )
    yield SQL(
        """
        UPDATE crm_target_group_stay
           SET %(column)s = %(target_id)s
         WHERE %(column)s IN %(source_ids)s
        """,
        **names,
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
           AND NOT EXISTS (
                   SELECT FROM crm_target_group_exclusion exclusion
                    WHERE exclusion.group_id = member.group_id
                      AND exclusion.partner_id = lead.partner_id)
   ON CONFLICT DO NOTHING
        """,
        lead_ids=tuple(lead_ids),
        user_id=user_id,
        now=now,
    )


def delete(members, pinning_group_ids, user_id, now, ending, batch_id=None):
    """Delete the rows of the query `members`, and remember the stays that end.

    Whoever leaves one of the groups `pinning_group_ids` is left out of it from now on.
    One row comes back: how many rows.
    """
    return SQL(
        """
        WITH deleted AS (
            DELETE FROM crm_target_group_member WHERE id IN %(members)s RETURNING *
        ),
        stay AS (%(stay)s),
        pinned AS (
            INSERT INTO crm_target_group_exclusion
                   (group_id, partner_id, lead_id, added_by_id, added_on, batch_id)
            SELECT group_id, partner_id, lead_id, %(user_id)s, %(now)s, %(batch_id)s
              FROM deleted
             WHERE group_id = ANY(%(pinning_group_ids)s::int[])
       ON CONFLICT DO NOTHING
        )
        SELECT COUNT(*) FROM deleted
        """,
        members=members.subselect(),
        stay=end_stays(user_id, now, ending, batch_id),
        pinning_group_ids=list(pinning_group_ids),
        user_id=user_id,
        now=now,
        batch_id=batch_id,
    )


def duplicate(members, copies, user_id, now):
    """Put each row of the query `members` into the copy of its group, too."""
    columns = (
        SQL.identifier(members.table, column)
        for column in ("group_id", "partner_id", "lead_id", "source")
    )
    return SQL(
        """
        INSERT INTO crm_target_group_member
               (group_id, partner_id, lead_id, source, added_by_id, added_on)
        SELECT node.copy_id, member.partner_id, member.lead_id, member.source,
               %(user_id)s, %(now)s
          FROM (%(members)s) member
          JOIN unnest(%(group_ids)s, %(copy_ids)s) AS node(id, copy_id)
            ON node.id = member.group_id
   ON CONFLICT DO NOTHING
        """,
        members=members.select(*columns),
        group_ids=list(copies),
        copy_ids=list(copies.values()),
        user_id=user_id,
        now=now,
    )


def freeze(group_ids):
    """Whoever the rule brought into these groups is from now on in by hand."""
    return SQL(
        """
        UPDATE crm_target_group_member SET source = 'manual'
         WHERE source = 'rule' AND group_id = ANY(%(group_ids)s)
        """,
        group_ids=list(group_ids),
    )


def let_in(exclusions):
    return SQL(
        "DELETE FROM crm_target_group_exclusion WHERE id IN %s", exclusions.subselect()
    )


def undo(batch_id, group_ids):
    """Take back what one operation did in these groups, by its marks on the rows."""
    names = {"batch_id": batch_id, "group_ids": list(group_ids)}
    for table in ("crm_target_group_member", "crm_target_group_exclusion"):
        yield SQL(
            """
            DELETE FROM %(table)s
             WHERE batch_id = %(batch_id)s AND group_id = ANY(%(group_ids)s)
            """,
            table=SQL.identifier(table),
            **names,
        )
    yield SQL(
        """
        WITH over AS (
            DELETE FROM crm_target_group_stay
             WHERE batch_id = %(batch_id)s AND group_id = ANY(%(group_ids)s)
               AND num_nonnulls(partner_id, lead_id) = 1  -- not deleted since
         RETURNING *
        )
        INSERT INTO crm_target_group_member
               (group_id, partner_id, lead_id, source, added_by_id, added_on)
        SELECT group_id, partner_id, lead_id, source, added_by_id, added_on
          FROM over
      ORDER BY id
   ON CONFLICT DO NOTHING
        """,
        **names,
    )


def people(column, members):
    """The contacts, or the leads, among the query `members`, each once."""
    identity = SQL.identifier(members.table, column)
    return SQL(
        "SELECT DISTINCT id FROM (%s) identity WHERE id IS NOT NULL",
        members.select(SQL("%s AS id", identity)),
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
    """Count contacts, leads and people among the query `members`, by group.

    A person counts once for each group on the way up from where he is, however many of
    its active subgroups he is in; a lead and its customer are one person. The rows
    come from the query itself: to join the table again by id costs three times as much.
    """
    columns = (
        SQL.identifier(members.table, column)
        for column in ("group_id", "partner_id", "lead_id")
    )
    return SQL(
        """
        SELECT ancestor.id,
               COUNT(DISTINCT member.partner_id),
               COUNT(DISTINCT member.lead_id),
               COUNT(DISTINCT COALESCE(
                   member.partner_id, lead.partner_id, -member.lead_id))
          FROM (%(members)s) member
     LEFT JOIN crm_lead lead ON lead.id = member.lead_id
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


def match_keys(identities, column, keys):
    """(key, ids) for each key that is in `column` of the query `identities`."""
    value = SQL.identifier(identities.table, column)
    value = SQL("upper(replace(%s, ' ', ''))", value) if column == "vat" else value
    return SQL(
        """
        SELECT identity.key, array_agg(identity.id ORDER BY identity.id)
          FROM (%(identities)s) identity
          JOIN unnest(%(keys)s::text[]) AS wanted(key) ON wanted.key = identity.key
      GROUP BY identity.key
        """,
        identities=identities.select(
            SQL.identifier(identities.table, "id"), SQL("%s::text AS key", value)
        ),
        keys=keys,
    )


def health(members):
    """One row about the query `members`, archived people among them: how many active
    ones have no email, no phone; archived ones; those who share an email address."""
    columns = (
        SQL.identifier(members.table, column) for column in ("partner_id", "lead_id")
    )
    return SQL(
        """
        WITH person AS (
            SELECT DISTINCT
                   COALESCE(partner.active, lead.active) AS active,
                   COALESCE(partner.email_normalized, lead.email_normalized) AS email,
                   COALESCE(partner.phone, lead.phone) AS phone,
                   member.partner_id,
                   member.lead_id
              FROM (%(members)s) member
         LEFT JOIN res_partner partner ON partner.id = member.partner_id
         LEFT JOIN crm_lead lead ON lead.id = member.lead_id
        )
        SELECT COUNT(*) FILTER (WHERE active AND COALESCE(email, '') = ''),
               COUNT(*) FILTER (WHERE active AND COALESCE(phone, '') = ''),
               COUNT(*) FILTER (WHERE NOT active),
               COALESCE((SELECT SUM(times) FROM (
                   SELECT COUNT(*) AS times FROM person
                    WHERE active AND email <> ''
                 GROUP BY email HAVING COUNT(*) > 1) twice), 0)
          FROM person
        """,
        members=members.select(*columns),
    )
