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
    """{name: (arguments, type, body)}: one expression, which PostgreSQL inlines."""
    return {
        "crm_identity_fold": (
            "value text",
            "text",
            SQL("SELECT %s", fold(SQL("value"))),
        )
    }


def fold(text, blank=" "):
    """As fa_text.fold has it, with `blank` between words."""
    letters, spelling = map("".join, zip(fa_text.FOLDED, fa_text.DIGITS, strict=True))
    return SQL(
        "btrim(regexp_replace(translate(lower(normalize(%s, NFC)), %s, %s),"
        " %s, %s, 'g'))",
        *(text, letters + fa_text.MARKS, spelling, fa_text.BREAKS, blank),
    )


# Each of the following is a FROM item beside others that it refers to. OFFSET 0 keeps
# the steps apart: merged into one expression, each would be done again wherever it is
# used, and as a function it would be planned again for every row.


def names(text):
    # With two blanks between them, words beside each other share none.
    legal = "|".join(word.replace(" ", "  ") for word in identity.legal_words())
    return SQL(
        """
        LATERAL (
               SELECT replace(regexp_replace(
                          ' ' || %(fold)s || ' ', %(words)s, '', 'g'), ' ', '') AS key
               OFFSET 0) AS final
         WHERE length(final.key) >= %(shortest)s AND final.key <> ALL(%(generic)s)
        """,
        fold=fold(text, "  "),
        words=f" ({legal}) ",
        shortest=identity.SHORTEST_NAME,
        generic=list(identity.generic_keys()),
    )


def phones(text, code):
    return SQL(
        r"""
        LATERAL regexp_split_to_table(
            translate(%(text)s, %(digits)s, %(latin)s), %(separators)s) AS part
         CROSS JOIN LATERAL (
               SELECT regexp_replace(regexp_replace(
                          btrim(part, E' \t\n\r'), %(extension)s, '', 'i'),
                          '\( *0 *\)', '', 'g') AS text OFFSET 0) AS written
         CROSS JOIN LATERAL (
               SELECT regexp_replace(written.text, '[^0-9]', '', 'g') AS digits,
                      written.text ~ '^[^0-9]*\+' AS is_abroad OFFSET 0) AS typed
         CROSS JOIN LATERAL (
               SELECT CASE
                      WHEN typed.is_abroad THEN typed.digits
                      WHEN typed.digits LIKE '00%%' THEN substr(typed.digits, 3)
                      WHEN typed.digits LIKE '0%%'
                      THEN %(code)s || substr(typed.digits, 2)
                      WHEN typed.digits LIKE %(code)s || '%%'
                           AND length(typed.digits) >= length(%(code)s) + 9
                      THEN typed.digits
                      ELSE %(code)s || typed.digits END AS number OFFSET 0) AS abroad
         CROSS JOIN LATERAL (
               SELECT CASE WHEN abroad.number LIKE %(iran)s || '%%'
                      THEN %(iran)s || left(ltrim(substr(abroad.number, 3), '0'), 10)
                      ELSE abroad.number END AS key OFFSET 0) AS final
         WHERE length(final.key) BETWEEN %(shortest)s AND %(longest)s
           AND right(final.key, %(same)s) <> repeat(right(final.key, 1), %(same)s)
           AND final.key NOT LIKE ALL(%(placeholders)s)
        """,
        text=text,
        code=code,
        digits=fa_text.DIGITS[0],
        latin=fa_text.DIGITS[1],
        separators=SEPARATORS,
        extension=EXTENSION,
        iran=identity.IRAN,
        shortest=identity.SHORTEST,
        longest=identity.LONGEST,
        same=identity.SAME_DIGITS,
        placeholders=[f"%{number}" for number in identity.PLACEHOLDERS],
    )


def emails(text):
    return SQL(
        """
        LATERAL regexp_matches(lower(%(text)s), %(pattern)s, 'g') AS match
         CROSS JOIN LATERAL (
               SELECT split_part(match[1], '@', 1) AS local,
                      split_part(match[1], '@', 2) AS domain OFFSET 0) AS address
         CROSS JOIN LATERAL (
               SELECT COALESCE(NULLIF(split_part(address.local, '+', 1), ''),
                               address.local) AS name OFFSET 0) AS person
         CROSS JOIN LATERAL (
               SELECT CASE WHEN address.domain = ANY(%(gmail)s)
                      THEN replace(person.name, '.', '') || '@' || (%(gmail)s)[1]
                      ELSE person.name || '@' || address.domain END AS key) AS final
         WHERE true
        """,
        text=text,
        pattern=f"({identity.EMAIL_PATTERN})",
        gmail=list(identity.GMAIL),
    )


def keys_of(model, records):
    """SELECT (record id, kind, key) of the rows of `records`, a table or a query."""
    is_lead = model == "crm.lead"
    email = SQL("record.email_from" if is_lead else "record.email")
    company = SQL(
        "record.partner_name"
        if is_lead
        else "CASE WHEN record.is_company THEN record.name ELSE record.company_name END"
    )
    person = SQL(
        "record.contact_name"
        if is_lead
        else "CASE WHEN NOT COALESCE(record.is_company, false) THEN record.name END"
    )
    found = {
        identity.PHONE: phones(
            SQL("concat_ws(',', record.phone, record.other_phones)"), SQL("place.code")
        ),
        identity.EMAIL: emails(SQL("concat_ws(',', %s, record.other_emails)", email)),
        identity.COMPANY: names(company),
        identity.PERSON: names(person),
    }
    wanted = {
        identity.PHONE: SQL("COALESCE(record.phone, record.other_phones) <> ''"),
        identity.EMAIL: SQL("COALESCE(%s, record.other_emails) <> ''", email),
        identity.COMPANY: SQL("%s <> ''", company),
        identity.PERSON: SQL("%s <> ''", person),
    }
    return SQL(" UNION ").join(
        SQL(
            "SELECT record.id, %s, final.key FROM %s, %s AND %s",
            kind,
            SQL("%s AS record %s", records, _place() if kind == "phone" else SQL("")),
            items,
            wanted[kind],
        )
        for kind, items in found.items()
    )


def _place():
    """The calling code of where a record is: its country, else that of its company."""
    return SQL(
        """
     LEFT JOIN res_country country ON country.id = record.country_id
     LEFT JOIN res_company company ON company.id = record.company_id
     LEFT JOIN res_partner home ON home.id = company.partner_id
     LEFT JOIN res_country home_country ON home_country.id = home.country_id
         CROSS JOIN (
               SELECT COALESCE((
                   SELECT country.phone_code::text
                     FROM res_company company
                     JOIN res_partner home ON home.id = company.partner_id
                     JOIN res_country country ON country.id = home.country_id
                 ORDER BY company.id LIMIT 1), %s) AS code OFFSET 0) AS fallback
         CROSS JOIN LATERAL (
               SELECT COALESCE(country.phone_code, home_country.phone_code)::text AS own
               OFFSET 0) AS known
         CROSS JOIN LATERAL (
               SELECT COALESCE(known.own, fallback.code) AS code OFFSET 0) AS place
        """,
        identity.IRAN,
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
