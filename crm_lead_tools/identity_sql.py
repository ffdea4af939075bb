"""The functions, triggers and statements that keep the table of identity keys.

Written from the tables of identity.py. Triggers keep the keys whatever way a lead or a
contact is written: by the ORM, by the recomputation of its phone, by statements of
other addons. They are statements of PostgreSQL's, so Odoo's own count of queries stays
as it is.
"""

from odoo.tools import SQL

from . import fa_text, identity
from .phones import EXTENSION, SEPARATORS

TABLE = "crm_identity_key"
# Model: table, column of the table of keys, what its keys are made of.
SOURCES = {
    "crm.lead": ("crm_lead", "lead_id"),
    "res.partner": ("res_partner", "partner_id"),
}
FIELDS = {
    "crm.lead": (
        *("phone", "other_phones", "email_from", "other_emails"),
        *("partner_name", "contact_name", "country_id", "company_id"),
    ),
    "res.partner": (
        *("phone", "other_phones", "email", "other_emails", "name", "company_name"),
        *("is_company", "country_id", "company_id"),
    ),
}


def functions():
    """(name with the types of its arguments, what it returns, body, arguments)"""
    fold = SQL(
        "SELECT btrim(regexp_replace(regexp_replace(translate(translate("
        "lower(normalize(value, NFC)), %s, %s), %s, %s), %s, '', 'g'), %s, ' ', 'g'))",
        *(*fa_text.FOLDED, *fa_text.DIGITS, fa_text.MARKS, fa_text.BREAKS),
    )
    name = SQL(
        """
        SELECT key FROM (SELECT replace(regexp_replace(
                   ' ' || crm_identity_fold(value) || ' ', %(words)s, '', 'g'), ' ', '')
               ) AS name(key)
         WHERE length(key) >= %(shortest)s AND key <> ALL(%(generic)s)
        """,
        words=identity.words_pattern(),
        shortest=identity.SHORTEST_NAME,
        generic=list(identity.generic_keys()),
    )
    phone = SQL(
        r"""
        SELECT key
          FROM (SELECT regexp_replace(regexp_replace(
                           btrim(value, E' \t\n\r'), %(extension)s, '', 'i'),
                           '\( *0 *\)', '', 'g')) AS written(text)
         CROSS JOIN LATERAL (
               SELECT regexp_replace(text, '[^0-9]', '', 'g')) AS typed(digits)
         CROSS JOIN LATERAL (
               SELECT CASE
                      WHEN text ~ '^[^0-9]*\+' THEN digits
                      WHEN digits LIKE '00%%' THEN substr(digits, 3)
                      WHEN digits LIKE '0%%' THEN code || substr(digits, 2)
                      WHEN digits LIKE code || '%%'
                           AND length(digits) >= length(code) + 9 THEN digits
                      ELSE code || digits END) AS abroad(number)
         CROSS JOIN LATERAL (
               SELECT CASE WHEN number LIKE %(iran)s || '%%'
                      THEN %(iran)s || left(ltrim(substr(number, 3), '0'), 10)
                      ELSE number END) AS final(key)
         WHERE length(key) BETWEEN %(shortest)s AND %(longest)s
           AND key !~ %(placeholder)s
        """,
        extension=EXTENSION,
        iran=identity.IRAN,
        shortest=identity.SHORTEST,
        longest=identity.LONGEST,
        placeholder=identity.PLACEHOLDER,
    )
    phones = SQL(
        """
        SELECT key
          FROM regexp_split_to_table(translate(value, %s, %s), %s) AS part
         CROSS JOIN LATERAL crm_identity_phone(part, code) AS key
         WHERE key IS NOT NULL
        """,
        *(*fa_text.DIGITS, SEPARATORS),
    )
    emails = SQL(
        r"""
        SELECT CASE WHEN domain = ANY(%(gmail)s)
               THEN replace(name, '.', '') || '@' || (%(gmail)s)[1]
               ELSE name || '@' || domain END
          FROM regexp_matches(lower(value), %(pattern)s, 'g') AS match
         CROSS JOIN LATERAL (
               SELECT COALESCE(NULLIF(split_part(split_part(match[1], '@', 1), '+', 1),
                                      ''), split_part(match[1], '@', 1)),
                      split_part(match[1], '@', 2)) AS address(name, domain)
        """,
        gmail=list(identity.GMAIL),
        pattern=f"({identity.EMAIL_PATTERN})",
    )
    yield "crm_identity_fold(value text)", "text", fold
    yield "crm_identity_name(value text)", "text", name
    yield "crm_identity_phone(value text, code text)", "text", phone
    yield "crm_identity_phones(value text, code text)", "SETOF text", phones
    yield "crm_identity_emails(value text)", "SETOF text", emails


def keys_of(model, records):
    """SELECT (record id, kind, key) of the rows of `records`, a table or a query."""
    if model == "crm.lead":
        phones, emails = ("phone", "other_phones"), ("email_from", "other_emails")
        names = SQL("('company', record.partner_name), ('person', record.contact_name)")
    else:
        phones, emails = ("phone", "other_phones"), ("email", "other_emails")
        names = SQL(
            "(CASE WHEN record.is_company THEN 'company' ELSE 'person' END,"
            " record.name), ('company', record.company_name)"
        )
    columns = {
        "phones": SQL(", ").join(SQL.identifier("record", name) for name in phones),
        "emails": SQL(", ").join(SQL.identifier("record", name) for name in emails),
    }
    return SQL(
        """
        WITH home AS (
            SELECT company.id, country.phone_code::text AS code
              FROM res_company company
              JOIN res_partner partner ON partner.id = company.partner_id
              JOIN res_country country ON country.id = partner.country_id
        )
        SELECT record.id, found.kind, found.key
          FROM %(records)s AS record
     LEFT JOIN res_country country ON country.id = record.country_id
     LEFT JOIN home ON home.id = record.company_id
         CROSS JOIN LATERAL (
               SELECT 'phone' AS kind, key
                 FROM crm_identity_phones(
                          NULLIF(concat_ws(',', %(phones)s), ''),
                          COALESCE(country.phone_code::text, home.code,
                              (SELECT code FROM home ORDER BY id LIMIT 1), %(iran)s)
                      ) AS key
                UNION
               SELECT 'email', key
                 FROM crm_identity_emails(NULLIF(concat_ws(',', %(emails)s), '')) AS key
                UNION
               SELECT name.kind, crm_identity_name(name.text)
                 FROM (VALUES %(names)s) AS name(kind, text)
                WHERE name.text <> ''
         ) found
         WHERE found.key IS NOT NULL
        """,
        records=records,
        names=names,
        iran=identity.IRAN,
        **columns,
    )


def insert(model, records):
    _table, column = SOURCES[model]
    return SQL(
        "INSERT INTO crm_identity_key (%s, kind, key) %s",
        SQL.identifier(column),
        keys_of(model, records),
    )


def trigger_body(model):
    _table, column = SOURCES[model]
    old, new = (
        SQL(", ").join(SQL.identifier(side, name) for name in FIELDS[model])
        for side in ("old", "new")
    )
    return SQL(
        """
        BEGIN
            IF TG_OP = 'INSERT' THEN
                %(insert)s;
            ELSIF TG_OP = 'DELETE' THEN
                DELETE FROM crm_identity_key
                 WHERE %(column)s IN (SELECT id FROM removed);
            ELSIF (%(old)s) IS DISTINCT FROM (%(new)s) THEN
                DELETE FROM crm_identity_key WHERE %(column)s = new.id;
                %(update)s;
            END IF;
            RETURN NULL;
        END
        """,
        column=SQL.identifier(column),
        old=old,
        new=new,
        insert=insert(model, SQL("added")),
        update=insert(model, SQL("(SELECT new.*)")),
    )


TRIGGERS = {
    "insert": "AFTER INSERT ON %s REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
    "update": "AFTER UPDATE ON %s FOR EACH ROW",
    "delete": "AFTER DELETE ON %s REFERENCING OLD TABLE AS removed FOR EACH STATEMENT",
}


def indexes(has_trigram):
    """{name: definition}: built after the table is filled, which is several times
    faster."""
    found = {
        "crm_identity_key_key_idx": SQL("(key, kind)"),
        "crm_identity_key_lead_idx": SQL("(lead_id) WHERE lead_id IS NOT NULL"),
        "crm_identity_key_partner_idx": SQL(
            "(partner_id) WHERE partner_id IS NOT NULL"
        ),
    }
    if has_trigram:
        found["crm_identity_key_trgm_idx"] = SQL(
            "USING gin (key gin_trgm_ops) WHERE kind IN ('company', 'person')"
        )
    return found
