"""The SQL of the preview: whom a rule would bring in, before anything is stored.

One statement for contacts and leads together: each person once, with all that speaks
for and against membership; then counts and a few of those who would be in.
"""

from odoo.tools import SQL

SAMPLE = 8
COUNTS = (
    "contacts",
    "leads",
    "included",
    "excluded",
    "left_out",
    "pinned",
    "contact_members",
    "lead_members",
    "people",
)


def limit_time(milliseconds):
    return SQL("SELECT set_config('statement_timeout', %s, TRUE)", str(milliseconds))


def parts(column, rule, included, excluded, group_id, visible):
    """SELECT of (column, person, part) for one kind of identity.

    :param rule, included, excluded: lists of SELECTs of ids
    :param visible: SELECT of the identities that the reader sees
    """
    stored = {
        "left_out": ("crm_target_group_exclusion", SQL("TRUE")),
        "pinned": ("crm_target_group_member", SQL("source <> 'rule'")),
    }
    named = [
        *(("rule", select) for select in rule),
        *(("included", select) for select in included),
        *(("excluded", select) for select in excluded),
        *(
            (
                name,
                SQL(
                    "SELECT %(column)s AS id FROM %(table)s "
                    "WHERE group_id = %(group_id)s AND %(condition)s "
                    "AND %(column)s IS NOT NULL",
                    column=SQL.identifier(column),
                    table=SQL.identifier(table),
                    group_id=group_id,
                    condition=condition,
                ),
            )
            for name, (table, condition) in stored.items()
        ),
    ]
    selects = SQL(" UNION ALL ").join(
        SQL("SELECT id, %s AS part FROM (%s) named", name, select)
        for name, select in named
    )
    return SQL(
        "SELECT %s AS kind, id, part FROM (%s) part WHERE id IN (%s)",
        column,
        selects,
        visible,
    )


def preview(all_parts):
    """One row: the numbers of `COUNTS`, then the ids of a few contacts and leads."""
    return SQL(
        """
        WITH person AS (
            SELECT kind,
                   id,
                   BOOL_OR(part = 'rule') AS rule,
                   BOOL_OR(part = 'included') AS included,
                   BOOL_OR(part = 'excluded') AS excluded,
                   BOOL_OR(part = 'left_out') AS left_out,
                   BOOL_OR(part = 'pinned') AS pinned
              FROM (%(parts)s) part
          GROUP BY kind, id
        ),
        verdict AS (
            SELECT *,
                   (rule OR included) AND NOT pinned AS by_rule,
                   pinned OR ((rule OR included) AND NOT excluded AND NOT left_out)
                       AS member
              FROM person
        )
        SELECT COUNT(*) FILTER (WHERE rule AND kind = 'partner_id'),
               COUNT(*) FILTER (WHERE rule AND kind = 'lead_id'),
               COUNT(*) FILTER (WHERE included),
               COUNT(*) FILTER (WHERE excluded AND by_rule),
               COUNT(*) FILTER (WHERE left_out AND NOT excluded AND by_rule),
               COUNT(*) FILTER (WHERE pinned),
               COUNT(*) FILTER (WHERE member AND kind = 'partner_id'),
               COUNT(*) FILTER (WHERE member AND kind = 'lead_id'),
               COUNT(DISTINCT CASE WHEN kind = 'partner_id' THEN verdict.id
                                   ELSE COALESCE(lead.partner_id, -verdict.id) END)
                   FILTER (WHERE member),
               (SELECT ARRAY_AGG(id) FROM (%(contacts)s) sample),
               (SELECT ARRAY_AGG(id) FROM (%(leads)s) sample)
          FROM verdict
     LEFT JOIN crm_lead lead ON kind = 'lead_id' AND lead.id = verdict.id
        """,
        parts=SQL(" UNION ALL ").join(all_parts),
        contacts=_sample("partner_id"),
        leads=_sample("lead_id"),
    )


def _sample(kind):
    return SQL(
        "SELECT id FROM verdict WHERE member AND kind = %s ORDER BY id DESC LIMIT %s",
        kind,
        SAMPLE,
    )
