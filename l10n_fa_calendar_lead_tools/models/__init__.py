from . import crm_lead_export
from . import crm_lead_import
