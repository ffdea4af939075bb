"""The statements that value all customers of a company: one to reckon, one to tidy up.

They read invoices and write `crm_customer_value`, past the ORM: a company may have half
a million customers, and nobody but these statements writes that table.
"""

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from .segments import segment_sql

YEAR = 365.25


def refresh(env, company, today):
    """Bring the values of a company's customers to the day ``today``; rows that would
    not change are left alone."""
    start = today - relativedelta(months=company.customer_value_months)
    purchases = _purchases_sql(company, start, today)
    # Raw SQL: quintiles over all customers at once.
    env.execute_query(
        SQL(
            """
            WITH purchase AS (%(purchases)s), scored AS (
                SELECT *,
                       %(recency)s AS recency_score,
                       %(frequency)s AS frequency_score,
                       %(monetary)s AS monetary_score
                  FROM purchase
            )
            INSERT INTO crm_customer_value AS known
                        (company_id, partner_id, first_purchase_date,
                         last_purchase_date, purchase_count, purchase_interval, amount,
                         average_purchase, recency_score, frequency_score,
                         monetary_score, segment, lifetime_value)
            SELECT %(company)s, partner_id, first_date, last_date, count,
                   CASE WHEN count > 1 THEN (last_date - first_date) / (count - 1) END,
                   amount, ROUND(amount / count, %(digits)s), recency_score,
                   frequency_score, monetary_score, %(segment)s,
                   %(lifetime_value)s
              FROM scored
             ORDER BY partner_id
            ON CONFLICT (company_id, partner_id) DO UPDATE
               SET %(assignments)s
             WHERE (%(old)s) IS DISTINCT FROM (%(new)s)
            """,
            purchases=purchases,
            recency=_score_sql(SQL("last_date")),
            frequency=_score_sql(SQL("count")),
            monetary=_score_sql(SQL("amount")),
            company=company.id,
            digits=company.currency_id.decimal_places,
            segment=segment_sql(
                SQL("recency_score"), SQL("frequency_score"), SQL("monetary_score")
            ),
            lifetime_value=_lifetime_value_sql(env, company, start, today),
            assignments=SQL(", ").join(
                SQL("%s = EXCLUDED.%s", SQL.identifier(name), SQL.identifier(name))
                for name in VALUES
            ),
            old=SQL(", ").join(SQL.identifier("known", name) for name in VALUES),
            new=SQL(", ").join(SQL.identifier("excluded", name) for name in VALUES),
        )
    )
    # Raw SQL: as above.
    env.execute_query(
        SQL(
            """
            DELETE FROM crm_customer_value known
             WHERE known.company_id = %s
               AND NOT EXISTS (SELECT FROM (%s) purchase
                                WHERE purchase.partner_id = known.partner_id)
            """,
            company.id,
            purchases,
        )
    )


# The columns that change with the invoices.
VALUES = (
    "first_purchase_date",
    "last_purchase_date",
    "purchase_count",
    "purchase_interval",
    "amount",
    "average_purchase",
    "recency_score",
    "frequency_score",
    "monetary_score",
    "segment",
    "lifetime_value",
)


def _purchases_sql(company, start, today) -> SQL:
    """What each customer bought between two days, less what came back."""
    return SQL(
        """
        SELECT commercial_partner_id AS partner_id,
               MIN(invoice_date) FILTER (WHERE move_type = 'out_invoice') AS first_date,
               MAX(invoice_date) FILTER (WHERE move_type = 'out_invoice') AS last_date,
               COUNT(*) FILTER (WHERE move_type = 'out_invoice')::int AS count,
               SUM(amount_untaxed_signed) AS amount
          FROM account_move
         WHERE company_id = %s AND state = 'posted'
           AND move_type IN ('out_invoice', 'out_refund')
           AND invoice_date > %s AND invoice_date <= %s
           AND commercial_partner_id IS NOT NULL
         GROUP BY commercial_partner_id
        HAVING COUNT(*) FILTER (WHERE move_type = 'out_invoice') > 0
        """,
        company.id,
        start,
        today,
    )


def _score_sql(figure: SQL) -> SQL:
    """1 to 5 by the mid-rank: between the share that is worse and that not better."""
    window = SQL("OVER (ORDER BY %s)", figure)
    return SQL(
        """
        LEAST(5, 1 + FLOOR(5 * ((RANK() %(window)s - 1)::numeric / COUNT(*) OVER ()
                                + CUME_DIST() %(window)s::numeric) / 2))::int
        """,
        window=window,
    )


def _lifetime_value_sql(env, company, start, today) -> SQL:
    """See the docstring of `crm.customer.value`, in the company's currency."""
    kept = retention(env, company, today)
    factor = kept / (1 + company.customer_value_discount / 100)
    years_to_come = sum(factor**year for year in range(company.customer_value_years))
    return SQL(
        """
        ROUND(GREATEST(0, amount)
              / GREATEST(1, (%(today)s::date - first_date) / %(year)s::numeric)
              * %(margin)s::numeric * %(years_to_come)s::numeric
              * POWER((last_date - %(start)s::date)::numeric
                      / (%(today)s::date - %(start)s::date), count), %(digits)s)
        """,
        today=today,
        start=start,
        year=YEAR,
        margin=company.customer_value_margin / 100,
        years_to_come=years_to_come,
        digits=company.currency_id.decimal_places,
    )


def retention(env, company, today) -> float:
    """The share of the customers of the year before last that bought in the last; 0.5
    while there are none yet."""
    last_year, year_before = (today - relativedelta(years=years) for years in (1, 2))
    # Raw SQL: a count of customers, not of their invoices.
    [[before, kept]] = env.execute_query(
        SQL(
            """
            SELECT COUNT(*), COUNT(*) FILTER (WHERE is_back)
              FROM (SELECT BOOL_OR(invoice_date > %(last_year)s) AS is_back
                      FROM account_move
                     WHERE company_id = %(company)s AND state = 'posted'
                       AND move_type = 'out_invoice'
                       AND invoice_date > %(year_before)s AND invoice_date <= %(today)s
                       AND commercial_partner_id IS NOT NULL
                     GROUP BY commercial_partner_id
                    HAVING MIN(invoice_date) <= %(last_year)s) customer
            """,
            company=company.id,
            last_year=last_year,
            year_before=year_before,
            today=today,
        )
    )
    return kept / before if before else 0.5
