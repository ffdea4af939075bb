from odoo.tools.misc import get_lang
from odoo.tools.translate import LazyGettext


def shown(env, text: LazyGettext | str) -> str:
    """A text of a constant, translated where it is shown: in the language of `env`. The
    names of custom fields come in that language already."""
    if isinstance(text, str):
        return text
    return env._(text)  # pylint: disable=gettext-variable


def is_rtl(env):
    return get_lang(env).direction == "rtl"
