"""Two years of sales: invoices, credit notes and payments, made as the accountant."""

from datetime import timedelta

from odoo import Command

from .days import TWO_YEARS, growing_day, office_hour, working_day
from .history import backdate
from .products import GOODS
from .randomness import stream, weighted

POSTED = 400
DRAFTS = 6
RETURNS = {"full": 12, "partial": 18}
# Prices of a year ago, as a share of today's.
YEARLY_DEFLATION = 0.72
# The dearest good that a private customer buys, in million Rial.
PRIVATE_MOST = 630
LINES = {1: 30, 2: 35, 3: 25, 4: 10}
TERMS = {
    "account.account_payment_term_immediate": 35,
    "account.account_payment_term_15days": 20,
    "account.account_payment_term_30days": 45,
}
# Of the invoices that are due, in hundredths.
PAID = 92


def build(env, users, goods, buyers, today):
    """Post the invoices, take some goods back, collect the money."""
    draw = stream("invoices")
    books = env["account.move"].with_user(users["accountant"])
    oldest, yesterday = today - timedelta(days=TWO_YEARS), today - timedelta(days=1)
    days = sorted(growing_day(draw, oldest, yesterday) for _ in range(POSTED))
    days += [today] * DRAFTS
    invoices = books.create(
        [values(draw, env, day, goods, buyers, today) for day in days]
    )
    posted, drafts = invoices[:POSTED], invoices[POSTED:]
    posted.action_post()
    returns = give_back(draw, posted, today)
    collect(draw, posted, today)
    backdate(
        {
            move: office_hour(draw, move.invoice_date or today)
            for move in posted | returns | drafts
        }
    )
    return posted | returns


def values(draw, env, day, goods, buyers, today):
    customer = weighted(draw, buyers)
    return {
        "move_type": "out_invoice",
        "partner_id": customer.id,
        "invoice_date": day,
        "date": day,
        "invoice_user_id": customer.user_id.id,
        "invoice_payment_term_id": env.ref(weighted(draw, TERMS)).id,
        "invoice_line_ids": [
            Command.create(
                {
                    "product_id": goods[good.code].id,
                    "quantity": quantity,
                    "price_unit": price(good, day, today),
                }
            )
            for good, quantity in basket(draw, customer)
        ],
    }


def basket(draw, customer):
    """Pairs of good and quantity: persons buy less, and nothing for a whole office."""
    if customer.is_company:
        chosen = draw.sample(GOODS, weighted(draw, LINES))
        return [(good, draw.randint(1, good.most)) for good in chosen]
    affordable = [good for good in GOODS if good.price < PRIVATE_MOST]
    chosen = draw.sample(affordable, draw.choice((1, 1, 2)))
    return [(good, draw.randint(1, max(1, good.most // 10))) for good in chosen]


def price(good, day, today):
    """What the good cost on ``day``, in whole ten thousands of Rial."""
    years = (today - day).days / 365
    return round(good.price * 100 * YEARLY_DEFLATION**years) * 10_000


def give_back(draw, posted, today):
    """Credit notes: of whole invoices, and of a part of one line."""
    last = today - timedelta(days=45)
    old = [move.id for move in posted if move.invoice_date < last]
    chosen = posted.browse(draw.sample(old, sum(RETURNS.values())))
    whole, part = chosen[: RETURNS["full"]], chosen[RETURNS["full"] :]
    full = whole._reverse_moves(return_days(draw, whole), cancel=True)
    partial = part._reverse_moves(return_days(draw, part))
    for move in partial:
        line, *others = move.invoice_line_ids
        move.invoice_line_ids = [
            Command.update(line.id, {"quantity": max(1, line.quantity // 3)}),
            *(Command.delete(other.id) for other in others),
        ]
    partial.action_post()
    return full | partial


def return_days(draw, moves):
    days = [
        working_day(
            draw,
            move.invoice_date + timedelta(days=3),
            move.invoice_date + timedelta(days=40),
        )
        for move in moves
    ]
    return [{"date": day, "invoice_date": day, "ref": "مرجوعی کالا"} for day in days]


def collect(draw, posted, today):
    """Customers pay what is due, quarter by quarter, one payment for each customer."""
    due = posted.filtered(
        lambda move: (
            move.amount_residual
            and move.invoice_date_due < today
            and draw.randrange(100) < PAID
        )
    )
    for days_ago in range(TWO_YEARS, 0, -90):
        quarter = (
            today - timedelta(days=days_ago),
            today - timedelta(days=days_ago - 90),
        )
        moves = due.filtered(
            lambda move, q=quarter: q[0] <= move.invoice_date_due < q[1]
        )
        if moves:
            register_payment(moves, min(quarter[1], today))


def register_payment(moves, day):
    wizard = moves.env["account.payment.register"].with_context(
        active_model="account.move", active_ids=moves.ids
    )
    wizard.create({"group_payment": True, "payment_date": day}).action_create_payments()
