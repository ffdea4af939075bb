"""The SQL that finds the people behind the addresses of mailing lists."""

from odoo.tools import SQL


def behind(addresses, partners, leads):
    """SELECT of (address, contact or NULL, lead or NULL) for the query `addresses`.

    The contact with the same email address, the oldest if there are several; the newest
    lead with it if there is no contact. The queries decide who may be found.
    """
    return SQL(
        """
        SELECT address.id AS address_id,
               partner.id AS partner_id,
               CASE WHEN partner.id IS NULL THEN lead.id END AS lead_id
          FROM (%(addresses)s) address
     LEFT JOIN (SELECT email, MIN(id) AS id FROM (%(partners)s) known GROUP BY email)
               partner ON partner.email = address.email
     LEFT JOIN (SELECT email, MAX(id) AS id FROM (%(leads)s) known GROUP BY email)
               lead ON lead.email = address.email
        """,
        addresses=_emails(addresses),
        partners=_emails(partners),
        leads=_emails(leads),
    )


def _emails(query):
    table = query.table
    return query.select(
        SQL("%s AS id", SQL.identifier(table, "id")),
        SQL("%s AS email", SQL.identifier(table, "email_normalized")),
    )


def people(column, people_behind):
    return SQL(
        "SELECT DISTINCT %(column)s AS id FROM (%(people)s) behind "
        "WHERE %(column)s IS NOT NULL",
        column=SQL.identifier(column),
        people=people_behind,
    )


def count_strangers(people_behind):
    """One row: how many addresses belong to nobody known."""
    return SQL(
        "SELECT COUNT(*) FROM (%s) behind WHERE partner_id IS NULL AND lead_id IS NULL",
        people_behind,
    )


def emails_inside(group_ids):
    """SELECT of the addresses of the contacts and leads in the groups."""
    return SQL(
        """
        SELECT COALESCE(partner.email_normalized, lead.email_normalized)
          FROM crm_target_group_member member
     LEFT JOIN res_partner partner ON partner.id = member.partner_id
     LEFT JOIN crm_lead lead ON lead.id = member.lead_id
         WHERE member.group_id = ANY(%s)
           AND COALESCE(partner.email_normalized, lead.email_normalized) IS NOT NULL
        """,
        list(group_ids),
    )
