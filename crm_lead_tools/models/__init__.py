from . import crm_lead
from . import crm_lead_import
from . import crm_lead_import_row
