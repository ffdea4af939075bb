from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Leads and contacts that are there already get their identity keys."""
    api.Environment(cr, SUPERUSER_ID, {})["crm.identity.key"]._rebuild()
