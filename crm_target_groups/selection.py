"""What the user ticked in a list, as the action menus of the web client tell it."""

from odoo.fields import Domain


def beyond_limit(env, ids):
    """The domain to use instead of `ids`, or None when `ids` are all there is.

    "Select all that match the search" sends at most `web.active_ids_limit` ids, without
    a word about the rest, and the domain beside them.
    """
    parameters = env["ir.config_parameter"].sudo()  # readable by administrators only
    limit = int(parameters.get_param("web.active_ids_limit", 20000))
    domain = env.context.get("active_domain")
    if domain is None or len(ids) < limit:
        return None
    return Domain(domain)


def selected(env):
    """Arguments that name the selection: {"domain": ...} or {"record_ids": ...}."""
    ids = env.context.get("active_ids") or []
    domain = beyond_limit(env, ids)
    return {"record_ids": ids} if domain is None else {"domain": domain}


def count_selected(env):
    selection = selected(env)
    if "record_ids" in selection:
        return len(selection["record_ids"])
    return env[env.context["active_model"]].search_count(selection["domain"])


def shown(env, number):
    """A number as the user reads numbers."""
    return env["ir.qweb.field.integer"].value_to_html(number, {})


def notify(message, next_action=None):
    """Show a message, then close the dialog (the list loads again) or go on."""
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {
            "type": "success",
            "message": message,
            "next": next_action or {"type": "ir.actions.act_window_close"},
        },
    }
