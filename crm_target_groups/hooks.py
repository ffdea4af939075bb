from .models.crm_target_group_member import FORGETS_NAMES


def uninstall_hook(env):
    """A setting that is a parameter of the system belongs to no addon."""
    env["ir.config_parameter"].set_param(FORGETS_NAMES, False)
