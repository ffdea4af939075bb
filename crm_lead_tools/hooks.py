from .mail_providers import correct_leads
from .provinces import create_provinces


def post_init_hook(env):
    create_provinces(env)
    correct_leads(env.cr)
    env["crm.identity.key"]._rebuild()


def uninstall_hook(env):
    env["crm.identity.key"]._uninstall()
