"""The statements of a deduplication run: pairs of records that are likely one person.

Each fills crm_dedupe_pair(run_id, kind, first_id, second_id). Records with one key are
paired with the first of them only: that is enough to find who belongs together, and a
key that many have makes no millions of pairs.
"""

from odoo.tools import SQL

from . import identity_sql
from .typing_errors import SHORTEST

# A key of more records than this is no key of a person: a switchboard, a placeholder.
MOST_HOLDERS = 30
# Parts of the search for typing errors, each a transaction of its own.
PARTS = 16


def exact(run_id, model, kind, same_city, ids=None):
    """
    :param ids: SELECT of the ids of the records that have changed; all without
    """
    table, column = identity_sql.SOURCES[model]
    return SQL(
        """
        INSERT INTO crm_dedupe_pair (run_id, kind, first_id, second_id)
        SELECT %(run_id)s, %(kind)s, holder[1], other
          FROM (SELECT array_agg(DISTINCT found.%(column)s) AS holder
                  FROM crm_identity_key found
                  JOIN %(table)s record
                    ON record.id = found.%(column)s AND %(is_open)s
                 WHERE found.kind = %(kind)s AND %(has_city)s %(changed)s
              GROUP BY found.key %(city)s
                HAVING COUNT(*) BETWEEN 2 AND %(most)s) AS block
         CROSS JOIN unnest(holder[2:]) AS other
        """,
        run_id=run_id,
        kind=kind,
        column=SQL.identifier(column),
        table=SQL.identifier(table),
        is_open=is_open(model),
        changed=SQL(
            "AND found.key IN (SELECT key FROM crm_identity_key"
            " WHERE kind = %s AND %s IN (%s))",
            *(kind, SQL.identifier(column), ids),
        )
        if ids
        else SQL(""),
        # Who names no city is not from everywhere.
        has_city=SQL("found.place IS NOT NULL" if same_city else "true"),
        city=SQL(", found.place" if same_city else ""),
        most=MOST_HOLDERS,
    )


def is_open(model):
    """Archived records and lost leads are left in peace."""
    return SQL("record.active")


def spelled_alike(model, kind, same_city, part, ids=None):
    """SELECT of (first id, second id, key, key) of names that may differ by one typing
    error: with one letter left out of each, they have a spelling in common."""
    table, column = identity_sql.SOURCES[model]
    return SQL(
        """
        WITH name AS (
            SELECT record.id, found.key, %(city)s AS city
              FROM crm_identity_key found
              JOIN %(table)s record ON record.id = found.%(column)s AND %(is_open)s
             WHERE found.kind = %(kind)s AND length(found.key) >= %(shortest)s
               AND %(part)s
        ),
        spelling AS (
            SELECT id, key, hashtextextended(city || key, 0) AS hash FROM name
             UNION
            SELECT id, key, hashtextextended(
                       city || left(key, n - 1) || substr(key, n + 1), 0)
              FROM name CROSS JOIN generate_series(1, length(key)) AS n
        ),
        block AS (
            SELECT array_agg(id ORDER BY id) AS ids, array_agg(key ORDER BY id) AS keys
              FROM spelling GROUP BY hash
            HAVING COUNT(*) BETWEEN 2 AND %(most)s AND MIN(key) <> MAX(key)
        )
        SELECT DISTINCT one.id, other.id, one.key, other.key
          FROM block
         CROSS JOIN LATERAL unnest(ids, keys) AS one(id, key)
         CROSS JOIN LATERAL unnest(ids, keys) AS other(id, key)
         WHERE one.id < other.id AND one.key <> other.key %(changed)s
        """,
        table=SQL.identifier(table),
        column=SQL.identifier(column),
        kind=kind,
        is_open=is_open(model),
        shortest=SHORTEST,
        most=MOST_HOLDERS,
        city=SQL("found.place || '|'" if same_city else "''"),
        part=SQL("abs(hashtext(found.place)) %% %s = %s", *(PARTS, part))
        if same_city
        else SQL("%s = 0", part),
        changed=SQL("AND (one.id IN (%(ids)s) OR other.id IN (%(ids)s))", ids=ids)
        if ids
        else SQL(""),
    )


def clusters(pairs):
    """Who belongs together by pairs of ids: lists of two and more, each sorted.

    >>> clusters([(1, 2), (3, 4), (2, 5)])
    [[1, 2, 5], [3, 4]]
    """
    leaders = {}

    def leader(member):
        while (above := leaders.setdefault(member, member)) != member:
            leaders[member] = member = leaders[above]
        return member

    for one, other in pairs:
        first, second = sorted((leader(one), leader(other)))
        leaders[second] = first
    found = {}
    for member in sorted(leaders):
        found.setdefault(leader(member), []).append(member)
    return list(found.values())


def merge_candidates(run_id, kinds):
    """SELECT of (first id, second id) of the pairs that may be merged without approval:
    with a key of `kinds` and a name in common, of one company and salesperson, and
    neither of them won."""
    return SQL(
        """
        SELECT DISTINCT pair.first_id, pair.second_id
          FROM crm_dedupe_pair pair
          JOIN crm_lead first ON first.id = pair.first_id
          JOIN crm_lead second ON second.id = pair.second_id
         WHERE pair.run_id = %s AND pair.kind = ANY(%s)
           AND first.won_status <> 'won' AND second.won_status <> 'won'
           AND first.company_id IS NOT DISTINCT FROM second.company_id
           AND COALESCE(first.user_id = second.user_id, true)
           AND EXISTS (
                   SELECT FROM crm_identity_key mine
                     JOIN crm_identity_key same USING (kind, key)
                    WHERE mine.lead_id = first.id AND same.lead_id = second.id
                      AND kind IN ('company', 'person'))
      ORDER BY 1, 2
        """,
        run_id,
        list(kinds),
    )
