from . import crm_complaint
from . import crm_complaint_category
from . import crm_complaint_stage
from . import crm_customer_trait
from . import res_partner
