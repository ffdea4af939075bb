from odoo import SUPERUSER_ID, api

RULES = {
    "crm_target_group_rule_employee": (
        "[('visibility_user_id', 'in', (False, user.id))]",
        "[('is_visible', '=', True)]",
    ),
    "crm_target_group_member_rule_employee": (
        "[('group_id.visibility_user_id', 'in', (False, user.id))]",
        "[('group_id.is_visible', '=', True)]",
    ),
}


def migrate(cr, version):
    """Since groups can be shared, the rules ask the group who sees it. A rule that an
    administrator has changed stays as it is."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name, (old, new) in RULES.items():
        rule = env.ref(f"crm_target_groups.{name}", raise_if_not_found=False)
        if rule and rule.domain_force == old:
            rule.domain_force = new
