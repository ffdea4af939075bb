from odoo import SUPERUSER_ID, api

from odoo.addons.crm_lead_tools.mail_providers import correct_leads


def migrate(cr, version):
    """Leads and contacts that are there already get their identity keys."""
    correct_leads(cr)
    api.Environment(cr, SUPERUSER_ID, {})["crm.identity.key"]._rebuild()
