from . import (
    base_partner_merge,
    crm_target_group_add,
    crm_target_group_assign,
    crm_target_group_delete,
    crm_target_group_explain,
    crm_target_group_import,
    crm_target_group_moment,
    crm_target_group_transfer,
)
