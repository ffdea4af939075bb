"""Says in words where points come from: document, rule, rate and arithmetic."""

from odoo.tools import format_amount, format_date, format_datetime, formatLang


def explain_grant(grant) -> str:
    """Why a document gives that many points, step by step."""
    env, root = grant.env, grant.source_id.root_id
    family = env["crm.loyalty.grant"].search(
        [
            ("source_id.root_id", "=", root.id),
            ("product_id", "=", grant.product_id.id),
            ("item_type_id", "=", grant.item_type_id.id),
        ]
    )
    family = family.sorted(lambda g: (g.source_id != root, g.source_id.res_id))
    before = family[: family.ids.index(grant.id)]
    quantity = sum(before.mapped("quantity"))
    lines = [_explain_document(grant, quantity)]
    lines.append(_explain_total(grant, max(0, quantity + grant.quantity)))
    if before:
        lines.append(
            env._(
                "The documents before it came to %(before)s, so this one makes "
                "%(points)s.",
                before=_points(env, sum(before.mapped("points"))),
                points=_points(env, grant.points, signed=True),
            )
        )
    lines.append(
        env._(
            "The rate was fixed when the document was confirmed, by the rule recorded "
            "on %s.",
            format_datetime(env, grant.rule_id.recorded_at, dt_format="short"),
        )
    )
    return "\n".join(lines)


def explain_entry(entry) -> str:
    """What an entry of the ledger did, to which lot, and why."""
    env, lot = entry.env, entry.lot_id
    kind = dict(entry._fields["kind"]._description_selection(env))[entry.kind]
    points = _points(env, entry.points, signed=True)
    lines = [env._("%(kind)s: %(points)s points", kind=kind, points=points)]
    if entry.reason:
        lines[0] += f" ({entry.reason})"
    if not lot:
        lines.append(
            env._("They belong to no lot: they are points that the contact owes.")
        )
    elif lot.expires_on:
        lines.append(
            env._(
                "Lot %(lot)s of %(points)s points, usable until %(day)s.",
                lot=lot.id,
                points=_points(env, lot.points),
                day=format_date(env, lot.expires_on),
            )
        )
    else:
        lines.append(
            env._(
                "Lot %(lot)s of %(points)s points, which never expire.",
                lot=lot.id,
                points=_points(env, lot.points),
            )
        )
    if entry.grant_id:
        lines.append(explain_grant(entry.grant_id))
    return "\n".join(lines)


def _explain_document(grant, before):
    env, source = grant.env, grant.source_id
    if grant.amount_step:
        amount = format_amount(env, abs(grant.quantity), source.program_id.currency_id)
        if grant.quantity < 0:
            return env._(
                "%(document)s takes %(amount)s off the amount.",
                document=source.name,
                amount=amount,
            )
        return env._(
            "%(document)s counts with %(amount)s.", document=source.name, amount=amount
        )
    if grant.item_type_id:
        return env._(
            "%(document)s is an item of the type %(type)s.",
            document=source.name,
            type=grant.item_type_id.name,
        )
    quantity = formatLang(env, abs(grant.quantity), digits=_digits(grant.quantity))
    values = {
        "document": source.name,
        "quantity": quantity,
        "unit": grant.product_id.uom_id.name,
        "product": grant.product_id.display_name,
    }
    if grant.unit_points < 0:
        return env._("%(document)s is paid with %(quantity)s points.", **values)
    if grant.quantity < 0:
        return env._(
            "%(document)s returns %(quantity)s %(unit)s of %(product)s.", **values
        )
    return env._("%(document)s sells %(quantity)s %(unit)s of %(product)s.", **values)


def _explain_total(grant, units):
    env = grant.env
    rate = _points(env, abs(grant.unit_points))
    if grant.amount_step:
        currency = grant.source_id.program_id.currency_id
        steps = units // grant.amount_step
        return env._(
            "%(amount)s holds %(steps)s full steps of %(step)s: %(steps)s × %(rate)s = "
            "%(total)s points.",
            amount=format_amount(env, units, currency),
            step=format_amount(env, grant.amount_step, currency),
            steps=formatLang(env, steps, digits=0),
            rate=rate,
            total=_points(env, steps * grant.unit_points),
        )
    return env._(
        "%(units)s × %(rate)s = %(total)s points.",
        units=formatLang(env, units, digits=_digits(units)),
        rate=rate,
        total=_points(
            env, round(units * abs(grant.unit_points) + 1e-9, grant.precision)
        ),
    )


def _points(env, points, signed=False):
    text = formatLang(env, abs(points), digits=_digits(points))
    sign = "−" if points < 0 else "+"
    return f"\N{LEFT-TO-RIGHT MARK}{sign}{text}" if signed or points < 0 else text


def _digits(number):
    """As many decimals as the number needs, up to two."""
    return next(
        digits
        for digits in (0, 1, 2)
        if digits == 2 or round(number, digits) == round(number, 6)
    )
