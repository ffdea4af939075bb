"""Quotations on the opportunities that got so far, orders on some that were won."""

from datetime import timedelta

from odoo import Command

from .history import backdate
from .randomness import stream
from .subjects import subject_of

# Of the won opportunities, how many show their order.
ORDERED = 0.35


def build(env, leads, goods):
    draw = stream("orders")
    proposed = leads.filtered(
        lambda lead: (
            lead.won_status == "pending" and lead.stage_id == env.ref("crm.stage_lead3")
        )
    )
    won = leads.filtered(
        lambda lead: lead.won_status == "won" and draw.random() < ORDERED
    )
    sold = won.sorted("date_closed")
    orders = env["sale.order"].create([values(lead, goods) for lead in sold | proposed])
    confirmed, quotations = orders[: len(sold)], orders[len(sold) :]
    confirmed.action_confirm()
    quotations.filtered(lambda order: draw.random() < 0.7).state = "sent"
    for order in orders:
        lead = order.opportunity_id
        lead.expected_revenue = order.amount_untaxed
        order.date_order = lead.date_closed or lead.date_last_stage_update
    backdate({order: order.date_order for order in orders})


def values(lead, goods):
    basket = subject_of(lead.name).basket(lead.expected_revenue / 1_000_000)
    due = lead.date_closed or lead.date_last_stage_update
    return {
        "partner_id": lead.partner_id.id,
        "opportunity_id": lead.id,
        "user_id": lead.user_id.id,
        "team_id": lead.team_id.id,
        "validity_date": due.date() + timedelta(days=30),
        "order_line": [
            Command.create({"product_id": goods[code].id, "product_uom_qty": quantity})
            for code, quantity in basket
        ],
    }
