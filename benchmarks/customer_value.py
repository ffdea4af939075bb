"""Valuing 500,000 customers by 2,000,000 invoices, as the job of the night does; beside
it the bare sum of the same invoices by customer. The limit is that of the issue: one
minute."""

from _documents import columns, drafts, prepare_company

from odoo.tools import SQL

MODULES = ["crm_customer_value"]
SAME_DATABASE = True
ROUNDS = 3
LIMITS = {"seconds": 60}
INVOICES, CONTACTS = 2_000_000, 500_000


def prepare(env, _ours):
    prepare_company(env)
    partner = env["res.partner"].create({"name": "Bench"})
    product = env["product.product"].create({"name": "Bench", "lst_price": 100})
    move = drafts(env, [partner.id], [product.id], 1)
    move.action_post()
    env.flush_all()
    env.execute_query(
        SQL(
            """
            INSERT INTO res_partner (name, complete_name, active, type, autopost_bills)
            SELECT 'Bench ' || n, 'Bench ' || n, TRUE, 'contact', 'ask'
              FROM generate_series(1, %s) n
            """,
            CONTACTS,
        )
    )
    env.execute_query(
        SQL(
            """
            INSERT INTO account_move (%s)
            SELECT %s FROM account_move move
              JOIN generate_series(1, %s) n ON TRUE
              JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place
                      FROM res_partner WHERE name LIKE 'Bench %%') contact
                ON contact.place = (n::bigint * n) %% %s
             WHERE move.id = %s
            """,
            columns(
                env,
                "account_move",
                "name",
                "commercial_partner_id",
                "invoice_date",
                "amount_untaxed_signed",
            ),
            columns(
                env,
                "account_move",
                name="'BENCH/' || n",
                commercial_partner_id="contact.id",
                invoice_date="CURRENT_DATE - n %% 700",
                amount_untaxed_signed="n %% 9973",
                prefix="move",
            ),
            INVOICES,
            CONTACTS,
            move.id,
        )
    )


def setup(env, ours):
    if ours:
        return lambda: env["crm.customer.value"]._refresh(env.company)
    return lambda: env.execute_query(
        SQL(
            """
            SELECT commercial_partner_id, SUM(amount_untaxed_signed), COUNT(*)
              FROM account_move
             WHERE state = 'posted' AND move_type = 'out_invoice'
             GROUP BY commercial_partner_id
            """
        )
    )
