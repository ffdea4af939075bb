COLUMNS = {
    "crm_loyalty_source": ("root_id", "account_id"),
    "crm_loyalty_grant": ("source_id", "account_id"),
    "crm_loyalty_lot": ("account_id", "grant_id"),
    "crm_loyalty_entry": ("account_id", "program_id", "lot_id", "grant_id"),
}


def migrate(cr, version):
    """The rows that these columns refer to are kept by triggers since this version."""
    for table, columns in COLUMNS.items():
        for column in columns:
            cr.execute(
                f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_{column}_fkey"
            )
