"""Many posted invoices at once, copied by SQL from one that Odoo posted."""

from odoo import Command, fields
from odoo.tools import SQL

MARK = "Bench"


def prepare_company(env):
    env["account.chart.template"].try_loading("generic_coa", env.company)


def program(env):
    return env["crm.loyalty.program"].search(
        [
            ("company_id", "=", env.company.id),
            (
                "profile_type_id",
                "=",
                env.ref("crm_loyalty_scoring.crm_loyalty_profile_type_customer").id,
            ),
        ]
    )


def drafts(env, partners, products, count, quantity=2):
    return env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "partner_id": partners[number % len(partners)],
                "invoice_date": fields.Date.today(),
                "invoice_line_ids": [
                    Command.create({"product_id": product, "quantity": quantity})
                    for product in products
                ],
            }
            for number in range(count)
        ]
    )


def copy_posted(env, move, count, contacts):
    """Copies of a posted invoice with its product lines, dealt out to new contacts."""
    env.flush_all()
    partners = env.execute_query(
        SQL(
            """
            INSERT INTO res_partner (name, complete_name, active, type, autopost_bills)
            SELECT 'Bench ' || n, 'Bench ' || n, TRUE, 'contact', 'ask'
              FROM generate_series(1, %s) n RETURNING id
            """,
            contacts,
        )
    )
    partner_ids = [partner for (partner,) in partners]
    if "crm.loyalty.program" in env:
        customer = env.ref("crm_loyalty_scoring.crm_loyalty_profile_type_customer").id
        env.execute_query(
            SQL(
                """
                INSERT INTO crm_loyalty_profile_type_res_partner_rel
                            (partner_id, profile_type_id)
                SELECT unnest(%s), %s ON CONFLICT DO NOTHING
                """,
                partner_ids,
                customer,
            )
        )
    number = "move.sequence_number + n"
    env.execute_query(
        SQL(
            """
            INSERT INTO account_move (%s)
            SELECT %s FROM account_move move
              JOIN generate_series(1, %s) n ON TRUE
              JOIN unnest(%s) WITH ORDINALITY AS contact(id, place)
                ON contact.place = n %% %s + 1
             WHERE move.id = %s
             ORDER BY n
            """,
            columns(env, "account_move", "name", "partner_id"),
            columns(
                env,
                "account_move",
                name=f"move.sequence_prefix || LPAD(({number})::text, 5, '0')",
                sequence_number=number,
                ref=f"'{MARK}'",
                partner_id="contact.id",
                prefix="move",
            ),
            count,
            partner_ids,
            contacts,
            move.id,
        )
    )
    env.execute_query(
        SQL(
            """
            INSERT INTO account_move_line (%s)
            SELECT %s FROM account_move_line line
              JOIN account_move copy ON copy.ref = %s
             WHERE line.move_id = %s AND line.display_type = 'product'
            """,
            columns(env, "account_move_line", "move_id"),
            columns(env, "account_move_line", move_id="copy.id", prefix="line"),
            MARK,
            move.id,
        )
    )
    env.invalidate_all()


def columns(env, table, *names, prefix=None, **values):
    """The columns of a table but its id, some of them with another value."""
    rows = env.execute_query(
        SQL(
            """
            SELECT column_name FROM information_schema.columns
             WHERE table_name = %s AND column_name <> 'id' AND is_generated = 'NEVER'
             ORDER BY ordinal_position
            """,
            table,
        )
    )
    return SQL(", ").join(
        SQL(values[name])
        if name in values
        else SQL.identifier(prefix, name)
        if prefix
        else SQL.identifier(name)
        for (name,) in rows
    )


def posted_copies(env):
    return env["account.move"].search([("ref", "=", MARK)])
