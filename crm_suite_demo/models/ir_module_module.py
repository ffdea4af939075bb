from odoo import models

from .. import story


def post_init_hook(env):
    """Ask for the company as soon as every module of this installation is loaded.

    Modules that load after this one would otherwise be missing: their columns, their
    scheduled actions. account loads its chart of accounts at that moment as well.
    """
    env.registry._crm_suite_demo_wanted = True


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def _register_hook(self):
        super()._register_hook()
        if hasattr(self.env.registry, "_crm_suite_demo_wanted"):
            del self.env.registry._crm_suite_demo_wanted
            story.build(self.env)
