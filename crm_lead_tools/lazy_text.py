from odoo.tools.translate import LazyGettext


def shown(env, text: LazyGettext) -> str:
    """A text of a constant, translated where it is shown: in the language of `env`."""
    return env._(text)  # pylint: disable=gettext-variable
