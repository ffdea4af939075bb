from . import crm_lead_import
