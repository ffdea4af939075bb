def migrate(cr, version):
    """Stays say why they ended. Of older ones this much is known: what has no operation
    and came by the rule, went by the rule."""
    cr.execute(
        """
        UPDATE crm_target_group_stay
           SET ending = CASE WHEN source = 'rule' AND batch_id IS NULL
                             THEN 'unmatched' ELSE 'removed' END
         WHERE ending IS NULL
        """
    )
