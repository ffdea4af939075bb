from . import base_partner_merge
from . import crm_loyalty_adjust
