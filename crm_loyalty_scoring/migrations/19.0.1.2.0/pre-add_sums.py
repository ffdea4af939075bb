COLUMNS = {
    "crm_loyalty_account": ("held", "spent", "expired"),
    "crm_loyalty_lot": ("expired",),
}


def migrate(cr, version):
    """Give large tables their new columns with a value that is stored nowhere, instead
    of writing each row; what was there never expired and was never spent."""
    for table, columns in COLUMNS.items():
        for column in columns:
            cr.execute(
                f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {column}"
                " numeric NOT NULL DEFAULT 0"
            )
    cr.execute(
        """
        ALTER TABLE crm_loyalty_grant
          ADD COLUMN IF NOT EXISTS precision integer NOT NULL DEFAULT 2,
          ADD COLUMN IF NOT EXISTS rounding varchar NOT NULL DEFAULT 'nearest'
        """
    )
