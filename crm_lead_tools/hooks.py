from .provinces import create_provinces


def post_init_hook(env):
    create_provinces(env)
