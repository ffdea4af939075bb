from odoo.tools import SQL


def post_init_hook(env):
    """Contacts and companies that were there before the addon get what new ones get."""
    customer = env.ref("crm_loyalty_scoring.crm_loyalty_profile_type_customer")
    # One statement: a database may hold a million contacts.
    env.execute_query(
        SQL(
            """
            INSERT INTO crm_loyalty_profile_type_res_partner_rel
                        (partner_id, profile_type_id)
                 SELECT id, %s FROM res_partner
            ON CONFLICT DO NOTHING
            """,
            customer.id,
        )
    )
    companies = env["res.company"].with_context(active_test=False).search([])
    companies._create_loyalty_programs(env.ref("base.user_admin"))


def uninstall_hook(env):
    """Let go of what would outlive the tables or hold back the removal of records."""
    env.execute_query(
        SQL(
            """
            DROP FUNCTION crm_loyalty_entry_refuse_change CASCADE;
            DROP FUNCTION crm_loyalty_enrol, crm_loyalty_give,
                          crm_loyalty_find_crossings;
            ALTER TABLE crm_loyalty_program
             DROP CONSTRAINT crm_loyalty_program_profile_type_id_fkey
            """
        )
    )
