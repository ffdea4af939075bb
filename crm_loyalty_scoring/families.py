"""Which documents make up a family: a customer invoice with all that reverses it.

A document names the one it reverses in `reversed_entry_id`, which core empties when
that one is deleted. So the source of a document remembers it, in `parent_res_id`, and
the chain is walked along what is remembered as soon as the document itself cannot say:
a reversed credit note stays in the family of the invoice after the credit note between
them is gone. A link that a person empties, or turns to another document, takes along
whatever hangs on it.

The top of a chain is the root of the family, in each program that it takes part in.
"""

from typing import NamedTuple

from odoo.tools import SQL, split_every

from .kept_query import KeptQuery

BATCH = 500  # documents per statement


class Enrolled(NamedTuple):
    """The roots of the families that documents were in or are now."""

    roots: set[int | None]  # None for one that `attach` will know
    open: set[int]  # may take rules for products they have no rule for yet
    new: set[int]  # that nobody else can know yet
    accounts: set[int]  # that the points of the documents go to


def enrol(env, move_ids, holders) -> Enrolled:
    """`_enrol` some documents at a time: the planner, which cannot know how many rows a
    statement has just entered, would join thousands of them one by one."""
    parts = [_enrol(env, some, holders) for some in split_every(BATCH, move_ids, list)]
    return Enrolled(*map(set().union, *parts)) if parts else _sort([])


def _enrol(env, move_ids, holders) -> Enrolled:
    """Enter posted invoices into the programs of their contacts, if a rule is about
    one of their products or about their amount, and let their points follow a change of
    contact.
    """
    return _sort(ENROL.call(env, move_ids, [holders.get(move) for move in move_ids]))


def enrol_items(env, model, items) -> Enrolled:
    """Enter items of a model into the programs of their contacts, if a rule is about
    their type, and let their points follow a change of contact.

    :param items: (id, name, company, holder, item type or None) of each; those with
        an item type begin to count now
    """
    ids, names, companies, holders, types = map(list, zip(*items, strict=True))
    rows = env.execute_query(
        SQL(
            """
            WITH item AS (
                SELECT * FROM unnest(%(ids)s::int[], %(names)s::text[],
                                     %(companies)s::int[], %(holders)s::int[],
                                     %(types)s::int[])
                           AS item(id, name, company_id, holder_id, item_type_id)
            ), document AS (
                SELECT DISTINCT id, name, company_id, holder_id FROM item
            ), eligible AS (
                SELECT DISTINCT item.id, rule.program_id
                  FROM item
                  JOIN crm_loyalty_rule rule ON rule.active
                   AND rule.item_type_id = item.item_type_id
            ), %(enrolled)s
            SELECT enrolled.root_id, entitled.is_member AND eligible.id IS NOT NULL,
                   enrolled.is_new, enrolled.account_id
              FROM enrolled
              JOIN entitled ON entitled.program_id = enrolled.program_id
               AND entitled.id = enrolled.res_id
         LEFT JOIN eligible ON eligible.program_id = enrolled.program_id
               AND eligible.id = enrolled.res_id
            """,
            ids=ids,
            names=names,
            companies=companies,
            holders=holders,
            types=types,
            enrolled=_enrolled_sql(model),
        )
    )
    return _sort(rows)


def _sort(rows) -> Enrolled:
    return Enrolled(
        {root for root, *_ in rows},
        {root for root, is_open, *_ in rows if is_open},
        {root for root, _is_open, is_new, _account in rows if is_new},
        {account for *_, account in rows if account},
    )


def _enrolled_sql(model) -> SQL:
    """Enrol each `document` in the programs it is known in, and in those it is
    `eligible` for where its holder has a part in the program."""
    return SQL(
        """
        candidate AS (
            SELECT document.*, source.program_id
              FROM document
              JOIN crm_loyalty_source source
                   ON source.res_model = %(model)s AND source.res_id = document.id
             UNION
            SELECT document.*, eligible.program_id
              FROM document JOIN eligible ON eligible.id = document.id
        ), member AS (
            SELECT candidate.*
              FROM candidate
              JOIN crm_loyalty_program program
                   ON program.id = candidate.program_id AND program.active
                  AND program.company_id = candidate.company_id
              JOIN crm_loyalty_profile_type_res_partner_rel type
                   ON type.profile_type_id = program.profile_type_id
                  AND type.partner_id = candidate.holder_id
        ), opened AS (
            INSERT INTO crm_loyalty_account
                        (program_id, partner_id, balance, shortfall, held, spent,
                         expired)
            SELECT DISTINCT program_id, holder_id, 0, 0, 0, 0, 0 FROM member
             ORDER BY program_id, holder_id
            ON CONFLICT (program_id, partner_id) DO NOTHING
            RETURNING id, program_id, partner_id
        ), account AS (
            SELECT id, program_id, partner_id FROM opened
             UNION ALL
            SELECT id, program_id, partner_id FROM crm_loyalty_account
             WHERE partner_id IN (SELECT holder_id FROM document)
        ), entitled AS (
            SELECT candidate.*, account.id AS account_id,
                   member.id IS NOT NULL AS is_member
              FROM candidate
         LEFT JOIN member USING (id, program_id)
         LEFT JOIN crm_loyalty_source source
                   ON source.program_id = candidate.program_id
                  AND source.res_model = %(model)s
                  AND source.res_id = candidate.id
         LEFT JOIN account
                   ON account.program_id = candidate.program_id
                  AND account.partner_id = candidate.holder_id
                  AND (member.id IS NOT NULL OR account.id = source.account_id)
             WHERE member.id IS NOT NULL OR source.id IS NOT NULL
        ), enrolled AS (
            INSERT INTO crm_loyalty_source
                        (id, root_id, program_id, res_model, res_id, name,
                         account_id, revision)
            SELECT new.id, new.id, new.program_id, %(model)s, new.res_id,
                   new.name, new.account_id, 1
              FROM (SELECT nextval('crm_loyalty_source_id_seq') AS id,
                           id AS res_id, program_id, name, account_id
                      FROM entitled ORDER BY res_id, program_id) new
            ON CONFLICT (program_id, res_model, res_id) DO UPDATE
               SET root_id = crm_loyalty_source.id, parent_res_id = NULL,
                   name = EXCLUDED.name,
                   account_id = EXCLUDED.account_id
            RETURNING root_id, program_id, res_id, account_id, xmax = 0 AS is_new
        )
        """,
        model=model,
    )


def attach(env, move_ids) -> set[int]:
    """Let the documents, and all that reverse them, belong to the family of whatever
    stands at the top of their chain; a document that reverses nothing any more leaves
    the family it was in. One in draft stays where it was until it is decided.

    :return: the roots of the families that they belong to now
    """
    parents, below = _walk(env, move_ids)
    members = [*below, *(parents.keys() - below)]
    rows = env.execute_query(
        SQL(
            """
            WITH member AS (
                SELECT given.*, move.name, move.move_type
                  FROM unnest(%(members)s::int[], %(parents)s::int[], %(tops)s::int[])
                       WITH ORDINALITY AS given(id, parent_id, top_id, position)
             LEFT JOIN account_move move ON move.id = given.id
                 WHERE given.position <= %(below)s
                       AND move.state IS DISTINCT FROM 'draft'
                    OR NOT EXISTS (SELECT FROM crm_loyalty_source known
                                    WHERE known.res_model = 'account.move'
                                      AND known.res_id = given.id)
            ), attached AS (
                INSERT INTO crm_loyalty_source (program_id, res_model, res_id, name,
                                                root_id, parent_res_id, revision)
                SELECT root.program_id, 'account.move', member.id, member.name, root.id,
                       member.parent_id, 0
                  FROM member
                  JOIN crm_loyalty_source root ON root.res_model = 'account.move'
                   AND root.res_id = member.top_id
                 WHERE member.id <> member.top_id
                   AND COALESCE(member.move_type, 'out_refund')
                       IN ('out_invoice', 'out_refund')
                 ORDER BY member.id, root.program_id
                ON CONFLICT (program_id, res_model, res_id) DO UPDATE
                   SET root_id = EXCLUDED.root_id,
                       parent_res_id = EXCLUDED.parent_res_id,
                       name = COALESCE(EXCLUDED.name, crm_loyalty_source.name)
                RETURNING root_id
            ), detached AS (
                UPDATE crm_loyalty_source source
                   SET root_id = source.id, parent_res_id = member.parent_id
                  FROM member
                 WHERE source.res_model = 'account.move' AND source.res_id = member.id
                   AND source.root_id <> source.id
                   AND NOT EXISTS (
                        SELECT FROM crm_loyalty_source root
                         WHERE root.res_model = 'account.move'
                           AND root.res_id = member.top_id
                           AND root.program_id = source.program_id
                           AND member.id <> member.top_id)
                RETURNING source.id
            )
            SELECT root_id FROM attached UNION SELECT id FROM detached
            """,
            members=members,
            parents=[parents.get(member) for member in members],
            tops=[_top(member, parents) for member in members],
            below=len(below),
        )
    )
    return {root for (root,) in rows}


def lock(env, roots):
    """Two transactions that touch one family collide here (and are retried), even
    if neither sees a reason to touch the account. They collide over a new one when both
    enter it."""
    if not roots:
        return
    env.execute_query(
        SQL(
            """
            UPDATE crm_loyalty_source SET revision = revision + 1
             WHERE id IN (SELECT id FROM crm_loyalty_source WHERE id = ANY(%s)
                           ORDER BY id FOR NO KEY UPDATE)
            """,
            list(roots),
        )
    )


def _walk(env, move_ids) -> tuple[dict[int, int], set[int]]:
    """Follow the chains of documents in both directions, one statement a step: few
    chains are longer than one, and the planner knows what a step costs.

    :return: {document: parent} of all documents met, and those of them from `move_ids`
        downwards
    """
    parents, above, below = {}, set(), set()
    up = down = set(move_ids)
    while up or down:
        above |= up
        below |= down
        rows = env.execute_query(
            SQL(
                """
                SELECT id, parent_id
                  FROM (SELECT given.id, %(parent)s AS parent_id
                          FROM unnest(%(up)s::int[]) AS given(id)) upwards
                 WHERE parent_id IS NOT NULL
                 UNION
                SELECT move.id, move.reversed_entry_id FROM account_move move
                 WHERE move.reversed_entry_id = ANY(%(down)s::int[])
                 UNION
                SELECT memory.res_id, memory.parent_res_id
                  FROM crm_loyalty_source memory
                 WHERE memory.res_model = 'account.move'
                   AND memory.parent_res_id = ANY(%(down)s::int[])
                   AND %(remembered)s = memory.parent_res_id
                """,
                up=list(up),
                down=list(down),
                parent=_parent(SQL("given.id")),
                remembered=_parent(SQL("memory.res_id")),
            )
        )
        parents.update(rows)
        up = {parent for document, parent in rows if document in up} - above
        down = {document for document, parent in rows if parent in down} - below
    return parents, below


def _top(document: int, parents: dict[int, int]) -> int:
    """The end of a chain. Core does not refuse a chain that bites its own tail."""
    seen = set()
    while document in parents and document not in seen:
        seen.add(document)
        document = parents[document]
    return document


def _parent(document: SQL) -> SQL:
    """The document that this one reverses, or did when one of the two was deleted."""
    return SQL(
        """
        COALESCE(
            (SELECT reversed_entry_id FROM account_move
              WHERE account_move.id = %s),
            (%s LIMIT 1))
        """,
        document,
        _remembered(document),
    )


def _remembered(document: SQL) -> SQL:
    """What a document reversed when one of the two was deleted."""
    return SQL(
        """
        SELECT memory.parent_res_id FROM crm_loyalty_source memory
         WHERE memory.res_model = 'account.move' AND memory.res_id = %s
           AND memory.parent_res_id IS NOT NULL
           AND 2 > (SELECT COUNT(*) FROM account_move known
                     WHERE known.id IN (memory.res_id, memory.parent_res_id))
        """,
        document,
    )


# (documents, the contact that holds the points of each) -> what `_sort` reads
ENROL = KeptQuery(
    "crm_loyalty_enrol",
    ("int[]", "int[]"),
    ("int", "boolean", "boolean", "int"),
    SQL(
        """
        WITH document AS (
            SELECT move.id, move.name, move.company_id, given.holder_id
              FROM unnest($1, $2) AS given(id, holder_id)
              JOIN account_move move ON move.id = given.id
             WHERE given.holder_id IS NOT NULL AND move.state = 'posted'
               AND move.move_type = 'out_invoice'
               AND move.reversed_entry_id IS NULL
               AND NOT EXISTS (%(remembered)s)
        ), eligible AS (
            SELECT document.id, rule.program_id
              FROM document
              JOIN account_move_line line ON line.move_id = document.id
                   AND line.display_type = 'product'
              JOIN crm_loyalty_rule rule
                   ON rule.product_id = line.product_id
                  AND (rule.active OR rule.activity = 'redeem')
             UNION
            SELECT document.id, rule.program_id
              FROM document
              JOIN crm_loyalty_item_type item_type
                   ON item_type.model = 'account.move'
              JOIN crm_loyalty_rule rule
                   ON rule.item_type_id = item_type.id AND rule.active
        ), %(enrolled)s
        SELECT enrolled.root_id, entitled.is_member, enrolled.is_new,
               enrolled.account_id
          FROM enrolled
          JOIN entitled ON entitled.program_id = enrolled.program_id
           AND entitled.id = enrolled.res_id
         UNION ALL
        SELECT source.root_id, FALSE, FALSE, NULL
          FROM crm_loyalty_source source
         WHERE source.res_model = 'account.move'
           AND source.res_id = ANY($1)
         UNION ALL
        SELECT NULL, FALSE, FALSE, NULL
         WHERE EXISTS (SELECT FROM account_move
                        WHERE reversed_entry_id = ANY($1)
                           OR id = ANY($1)
                          AND reversed_entry_id IS NOT NULL)
            OR EXISTS (SELECT FROM crm_loyalty_source memory
                        WHERE memory.res_model = 'account.move'
                          AND memory.parent_res_id = ANY($1))
        """,
        remembered=_remembered(SQL("move.id")),
        enrolled=_enrolled_sql("account.move"),
    ),
)
