# Before the models with a Many2many on its table, which would create that table.
from . import crm_target_group_member
from . import crm_target_group_privacy
from . import crm_target_group
from . import crm_target_group_membership
from . import crm_target_group_identity
from . import crm_lead
from . import res_config_settings
from . import res_partner
