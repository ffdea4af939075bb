def migrate(cr, version):
    """Fill in what a source remembers since this version: the document that its own one
    reverses; of a deleted one nothing better is known than the root of its family."""
    cr.execute(
        """
        UPDATE crm_loyalty_source source
           SET parent_res_id = COALESCE(
                   (SELECT reversed_entry_id FROM account_move
                     WHERE id = source.res_id),
                   root.res_id)
          FROM crm_loyalty_source root
         WHERE root.id = source.root_id AND root.id <> source.id
           AND source.res_model = 'account.move'
        """
    )
