"""Persian in the database, for everything that is installed."""


def build(env):
    """Switch Persian on and load its translations, if that was not done before."""
    languages = env["res.lang"]
    if not languages._get_data(code="fa_IR"):
        languages._activate_lang("fa_IR")
        env["ir.module.module"].search(
            [("state", "=", "installed")]
        )._update_translations(["fa_IR"])
