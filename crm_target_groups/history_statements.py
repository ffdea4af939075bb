"""The SQL of the history: stays that end, and people who are deleted. Each function
returns one statement for any number of rows, and none of them asks for rights."""

from odoo.tools import SQL

# {column: (table, kind, the name that a row about such a person shows)}
IDENTITIES = {
    "partner_id": ("res_partner", "contact", SQL("complete_name")),
    "lead_id": (
        "crm_lead",
        "lead",
        SQL("COALESCE(contact_name, partner_name, name)"),
    ),
}


def end_stays(user_id, now, ending, batch_id=None):
    """Remember the rows of `deleted` as stays that are over."""
    return SQL(
        """
        INSERT INTO crm_target_group_stay
               (group_id, partner_id, lead_id, source, added_by_id, added_on,
                removed_by_id, removed_on, ending, batch_id)
        SELECT group_id, partner_id, lead_id, source, added_by_id, added_on,
               %(user_id)s, %(now)s, %(ending)s, %(batch_id)s
          FROM deleted
        """,
        user_id=user_id,
        now=now,
        ending=ending,
        batch_id=batch_id,
    )


def remember_deleted(column, ids, user_id, now, with_names):
    """Before identities are deleted: their stays end, and all stays of theirs go on
    without them, under the name that they had."""
    table, kind, name = IDENTITIES[column]
    names = {
        "column": SQL.identifier(column),
        "table": SQL.identifier(table),
        "kind": kind,
        "name": name if with_names else SQL("NULL"),
        "ids": list(ids),
        "user_id": user_id,
        "now": now,
    }
    yield SQL(
        """
        WITH deleted AS (
            DELETE FROM crm_target_group_member
             WHERE %(column)s = ANY(%(ids)s) RETURNING *
        )
        INSERT INTO crm_target_group_stay
               (group_id, %(column)s, source, added_by_id, added_on,
                removed_by_id, removed_on, ending)
        SELECT group_id, %(column)s, source, added_by_id, added_on,
               %(user_id)s, %(now)s, 'deleted'
          FROM deleted
        """,
        **names,
    )
    yield SQL(
        """
        UPDATE crm_target_group_stay stay
           SET %(column)s = NULL,
               deleted_kind = %(kind)s,
               deleted_name = identity.name,
               deleted_company_id = identity.company_id,
               deleted_user_id = identity.user_id
          FROM (SELECT id, %(name)s AS name, company_id, user_id
                  FROM %(table)s WHERE id = ANY(%(ids)s)) identity
         WHERE identity.id = stay.%(column)s
        """,
        **names,
    )


def forget_names():
    return SQL(
        "UPDATE crm_target_group_stay SET deleted_name = NULL "
        "WHERE deleted_name IS NOT NULL"
    )
