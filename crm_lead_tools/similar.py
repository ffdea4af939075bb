"""Which leads, or contacts, are similar: the one statement that all doors ask.

`pairs` is a SELECT of (id, other_id, kind): one row for each reason that two records
are one person. It asks for no rights; whoever executes it filters.
"""

from odoo.tools import SQL

from . import identity_sql

# More leads with one domain of e-mails than this have nothing in common but a large
# company or a provider of mailboxes: as in Odoo, they are no evidence any more.
DOMAIN_LIMIT = 21


def pairs(model, records, kinds, city_kinds=()):
    """
    :param records: a SELECT of the ids whose similar records are wanted
    :param kinds: of keys that count; those in `city_kinds` within a city only
    """
    table, column = identity_sql.SOURCES[model]
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
        found=SQL(" UNION ").join(
            [
                _by_key(column, records, kinds),
                *([_by_city(table, column, records, city_kinds)] if city_kinds else []),
                *(_by_lead(records) if model == "crm.lead" else []),
            ]
        ),
    )


def _by_key(column, records, kinds):
    return SQL(
        """
        SELECT mine.%(column)s AS id, other.%(column)s AS other_id, mine.kind
          FROM crm_identity_key mine
          JOIN crm_identity_key other
            ON other.key = mine.key AND other.kind = mine.kind
           AND other.%(column)s IS NOT NULL
         WHERE mine.%(column)s IN (%(records)s)
           AND mine.kind = ANY(%(kinds)s)
        """,
        column=SQL.identifier(column),
        records=records,
        kinds=list(kinds),
    )


def _by_city(table, column, records, kinds):
    return SQL(
        """
        SELECT pair.id, pair.other_id, pair.kind
          FROM (%(pairs)s) AS pair
          JOIN %(table)s mine ON mine.id = pair.id
          JOIN %(table)s other ON other.id = pair.other_id
         WHERE crm_identity_fold(mine.city) = crm_identity_fold(other.city)
        """,
        pairs=_by_key(column, records, kinds),
        table=SQL.identifier(table),
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
         WHERE mine.id IN (%(records)s)
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
         WHERE mine.id IN (%(records)s)
        """,
        records=records,
    )


def counts(found):
    return SQL("SELECT id, COUNT(DISTINCT other_id) FROM (%s) found GROUP BY id", found)


def grouped(found):
    """(id, other id, kinds), those with most in common first."""
    return SQL(
        """
        SELECT id, other_id, array_agg(kind) FROM (%s) found
      GROUP BY id, other_id ORDER BY id, COUNT(*) DESC, other_id
        """,
        found,
    )


def shared(model, kinds, city_kinds=()):
    """SELECT of the ids of all records that have a similar one.

    Through the keys that several records have, not record by record.
    """
    _table, column = identity_sql.SOURCES[model]
    ids = SQL(
        """
        SELECT DISTINCT %(column)s FROM crm_identity_key
         WHERE %(column)s IS NOT NULL AND kind = ANY(%(kinds)s)
           AND (key, kind) IN (
                   SELECT key, kind FROM crm_identity_key
                    WHERE %(column)s IS NOT NULL AND kind = ANY(%(kinds)s)
                 GROUP BY key, kind HAVING COUNT(*) > 1)
        """,
        column=SQL.identifier(column),
        kinds=[*kinds, *city_kinds],
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
    # What was called different, or is in another city, is taken out of the few.
    return SQL("SELECT id FROM (%s) exact", pairs(model, ids, kinds, city_kinds))


def certain(lead_id):
    """SELECT of the ids of leads that may be merged with this one unasked: with the
    same phone, no other name, and no other company or salesperson."""
    return SQL(
        """
        SELECT other.id
          FROM crm_identity_key phone
          JOIN crm_identity_key same ON same.key = phone.key AND same.kind = phone.kind
          JOIN crm_lead mine ON mine.id = phone.lead_id
          JOIN crm_lead other ON other.id = same.lead_id
         WHERE phone.lead_id = %(lead_id)s
           AND phone.kind = 'phone'
           AND same.lead_id <> phone.lead_id
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
        """,
        lead_id=lead_id,
    )
