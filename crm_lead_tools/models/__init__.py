from . import crm_identity_key
from . import crm_identity_mixin
from . import crm_lead
from . import crm_lead_import
from . import crm_lead_import_row
from . import res_partner
