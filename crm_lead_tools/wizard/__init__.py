from . import crm_lead_export
