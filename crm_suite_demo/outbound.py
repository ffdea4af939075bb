"""Nothing leaves the demo company: no e-mail, no SMS, no call to a paid service."""

from odoo.modules.neutralize import neutralize_database

# Nobody listens on the discard port: calls fail at once, none reaches the internet.
NOWHERE = "http://127.0.0.1:9"
SETTINGS = {
    "crm.iap.lead.enrich.setting": "manual",
    "enrich.endpoint": NOWHERE,
    "html_editor.media_library_endpoint": NOWHERE,
    "html_editor.olg_api_endpoint": NOWHERE,
    "iap.endpoint": NOWHERE,
    "iap.partner_autocomplete.endpoint": NOWHERE,
    "mail.link_preview_throttle": "0",
    "reveal.endpoint": NOWHERE,
    "sms.endpoint": NOWHERE,
    "snailmail.endpoint": NOWHERE,
}
# Scheduled actions of Odoo that compute and neither send nor call.
HARMLESS_CRONS = (
    "base.autovacuum_job",
    "crm.website_crm_score_cron",
    "mail.ir_cron_delete_notification",
)


def build(env):
    """Neutralize the database as Odoo does for a copy; keep what works inside."""
    kept = suite_crons(env)
    neutralize_database(env.cr)
    env.invalidate_all()
    kept.concat(*map(env.ref, HARMLESS_CRONS)).active = True
    env.ref("web.neutralize_banner").active = False
    env["res.company"].search([]).iap_enrich_auto_done = True
    for key, value in SETTINGS.items():
        env["ir.config_parameter"].set_param(key, value)


def discard(env):
    """Drop what the building would have sent: a warning of a new password."""
    env["mail.mail"].search([]).unlink()


def suite_crons(env):
    """The scheduled actions of the suite."""
    crons = env["ir.cron"].search([])
    names, ours = crons.get_external_id(), suite_addons(env)
    return crons.filtered(lambda cron: names[cron.id].partition(".")[0] in ours)


def suite_addons(env):
    """Names of the suite's installed addons."""
    author = env.ref("base.module_crm_suite_demo").author
    return set(
        env["ir.module.module"]
        .search([("author", "=", author), ("state", "=", "installed")])
        .mapped("name")
    )
