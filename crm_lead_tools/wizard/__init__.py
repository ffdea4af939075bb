from . import base_partner_merge
from . import crm_lead_export
from . import crm_lead_to_opportunity
