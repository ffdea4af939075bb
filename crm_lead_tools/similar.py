"""Which leads, or contacts, are similar: the one statement that all doors ask.

`pairs` is a SELECT of (id, other_id, kind): one row for each reason that two records
are one person. It asks for no rights; whoever executes it filters.
"""

from odoo.tools import SQL

from . import identity_sql

# More leads with one domain of e-mails than this have nothing in common but a large
# company or a provider of mailboxes: as in Odoo, they are no evidence any more.
DOMAIN_LIMIT = 21


# The plans have many branches that find little: to compile them takes a thousand times
# as long as to execute them.
PLAIN = SQL("SET LOCAL jit = off;")


def pairs(model, records, kinds, city_kinds=()):
    """
    :param records: a SELECT, or an array, of the ids whose similar records are wanted
    :param kinds: of keys that count; those in `city_kinds` within a city only
    """
    _table, column = identity_sql.SOURCES[model]
    return SQL(
        """
        SELECT pair.id, pair.other_id, pair.kind
          FROM (%(found)s) AS pair
         WHERE pair.id <> pair.other_id
           AND NOT EXISTS (
                   SELECT FROM crm_dedupe_exclusion exclusion
                    WHERE exclusion.res_model = %(model)s
                      AND exclusion.first_id = LEAST(pair.id, pair.other_id)
                      AND exclusion.second_id = GREATEST(pair.id, pair.other_id))
        """,
        model=model,
        found=SQL(" UNION ALL ").join(
            [
                _by_key(column, records, kinds),
                *([_by_key(column, records, city_kinds, True)] if city_kinds else []),
                *(_by_lead(records) if model == "crm.lead" else []),
            ]
        ),
    )


def _by_key(column, records, kinds, same_city=False):
    return SQL(
        """
        SELECT mine.%(column)s AS id, other.%(column)s AS other_id, mine.kind
          FROM crm_identity_key mine
          JOIN crm_identity_key other
            ON other.key = mine.key AND other.kind = mine.kind
           AND other.%(column)s IS NOT NULL
         WHERE mine.%(column)s = ANY(%(records)s)
           AND mine.kind = ANY(%(kinds)s)
           AND %(same_place)s
        """,
        column=SQL.identifier(column),
        records=records,
        kinds=list(kinds),
        same_place=SQL("mine.place = other.place" if same_city else "true"),
    )


def _by_lead(records):
    """What Odoo looks at for leads besides: the company's domain, the customer."""
    yield SQL(
        """
        SELECT mine.id, other.id, 'domain'
          FROM crm_lead mine
         CROSS JOIN LATERAL (
               SELECT array_agg(id) AS ids
                 FROM (SELECT id FROM crm_lead
                        WHERE email_domain_criterion = mine.email_domain_criterion
                          AND email_domain_criterion LIKE '@%%'
                        LIMIT %(limit)s) AS few
               HAVING COUNT(*) BETWEEN 2 AND %(limit)s
               ) AS same
         CROSS JOIN unnest(same.ids) AS other(id)
         WHERE mine.id = ANY(%(records)s)
        """,
        records=records,
        limit=DOMAIN_LIMIT,
    )
    yield SQL(
        """
        SELECT mine.id, other.id, 'customer'
          FROM crm_lead mine
          JOIN res_partner partner ON partner.id = mine.partner_id
          JOIN res_partner relative
            ON relative.commercial_partner_id = partner.commercial_partner_id
          JOIN crm_lead other ON other.partner_id = relative.id
         WHERE mine.id = ANY(%(records)s)
        """,
        records=records,
    )


def counts(found):
    return SQL(
        "%s SELECT id, COUNT(DISTINCT other_id) FROM (%s) found GROUP BY id",
        *(PLAIN, found),
    )


def grouped(found):
    """(id, other id, kinds), those with most in common first."""
    return SQL(
        """
        %s SELECT id, other_id, array_agg(DISTINCT kind) FROM (%s) found
      GROUP BY id, other_id ORDER BY id, COUNT(DISTINCT kind) DESC, other_id
        """,
        *(PLAIN, found),
    )


def shared(model, kinds, city_kinds=()):
    """SELECT of the ids of all records that have a similar one.

    Through the keys that several records have, not record by record.
    """
    _table, column = identity_sql.SOURCES[model]
    column = SQL.identifier(column)
    ids = SQL(" UNION ").join(
        SQL(
            """
            SELECT unnest(array_agg(%(column)s)) FROM crm_identity_key
             WHERE %(column)s IS NOT NULL AND kind = ANY(%(kinds)s) AND %(has_place)s
          GROUP BY key, kind, %(place)s
            HAVING COUNT(*) > 1 AND MIN(%(column)s) <> MAX(%(column)s)
            """,
            column=column,
            kinds=list(some),
            has_place=SQL("place IS NOT NULL" if same_city else "true"),
            place=SQL("place" if same_city else "NULL::text"),
        )
        for some, same_city in ((kinds, False), (city_kinds, True))
    )
    if model == "crm.lead":
        ids = SQL(
            """
            %s
            UNION
            SELECT id FROM crm_lead
             WHERE email_domain_criterion IN (
                       SELECT email_domain_criterion FROM crm_lead
                        WHERE email_domain_criterion LIKE '@%%'
                     GROUP BY 1 HAVING COUNT(*) BETWEEN 2 AND %s)
            UNION
            SELECT lead.id FROM crm_lead lead
              JOIN res_partner partner ON partner.id = lead.partner_id
             WHERE partner.commercial_partner_id IN (
                       SELECT relative.commercial_partner_id FROM crm_lead
                         JOIN res_partner relative ON relative.id = crm_lead.partner_id
                     GROUP BY 1 HAVING COUNT(*) > 1)
            """,
            ids,
            DOMAIN_LIMIT,
        )
    # Few were called different from another: those are looked at one by one.
    excluded = SQL(
        "SELECT unnest(ARRAY[first_id, second_id]) FROM crm_dedupe_exclusion"
        " WHERE res_model = %s",
        model,
    )
    few = SQL("ARRAY(SELECT id FROM candidate WHERE id IN (%s))", excluded)
    return SQL(
        """
        WITH candidate(id) AS MATERIALIZED (%s)
        SELECT id FROM candidate WHERE id NOT IN (%s)
         UNION ALL
        SELECT id FROM (%s) exact
        """,
        *(ids, excluded, pairs(model, few, kinds, city_kinds)),
    )


def certain(lead_id, emails, partner_id):
    """SELECT of the ids of leads that may be merged with this one unasked: with its
    e-mail or customer, as Odoo has it; with the same phone, no other name, and no other
    company or salesperson.

    Found once and kept: where the tables are small or their statistics old, the planner
    would look for them again for each lead there is."""
    return SQL(
        """
        WITH phone AS MATERIALIZED (
            SELECT key, kind, lead_id FROM crm_identity_key
             WHERE lead_id = %(lead_id)s AND kind = 'phone'
        ), found AS MATERIALIZED (
        SELECT id FROM crm_lead WHERE email_normalized = ANY(%(emails)s::text[])
         UNION ALL
        SELECT id FROM crm_lead WHERE partner_id = %(partner_id)s
         UNION ALL
        SELECT other.id
          FROM phone
          JOIN crm_identity_key same ON same.key = phone.key AND same.kind = phone.kind
          JOIN crm_lead mine ON mine.id = phone.lead_id
          JOIN crm_lead other ON other.id = same.lead_id
         WHERE same.lead_id <> phone.lead_id
           AND COALESCE(mine.company_id = other.company_id, true)
           AND COALESCE(mine.user_id = other.user_id, true)
           AND NOT EXISTS (
                   SELECT FROM crm_identity_key name
                    WHERE name.lead_id = mine.id
                      AND name.kind IN ('company', 'person')
                      AND name.key <> ALL (ARRAY(
                              SELECT key FROM crm_identity_key
                               WHERE lead_id = other.id AND kind = name.kind))
                      AND EXISTS (
                              SELECT FROM crm_identity_key
                               WHERE lead_id = other.id AND kind = name.kind))
           AND NOT EXISTS (
                   SELECT FROM crm_dedupe_exclusion exclusion
                    WHERE exclusion.res_model = 'crm.lead'
                      AND exclusion.first_id = LEAST(mine.id, other.id)
                      AND exclusion.second_id = GREATEST(mine.id, other.id))
        )
        SELECT id FROM found
        """,
        lead_id=lead_id,
        emails=list(emails),
        partner_id=partner_id or None,
    )
