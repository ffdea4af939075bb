from .provinces import create_provinces


def post_init_hook(env):
    create_provinces(env)
    env["crm.identity.key"]._rebuild()


def uninstall_hook(env):
    env["crm.identity.key"]._uninstall()
