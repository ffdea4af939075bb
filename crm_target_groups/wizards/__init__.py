from . import base_partner_merge, crm_target_group_add, crm_target_group_delete
