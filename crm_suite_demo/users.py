"""The people who log in: one for each role in Persian, one in English."""

from odoo import Command

from .company import DOMAIN

# Login, which is the password as well: role.
LOGINS = {
    "admin": "administrator",
    "manager": "sales manager",
    "sales": "salesperson",
    "sales2": "salesperson of the other team",
    "accountant": "accountant",
    "marketer": "marketer",
    "english": "salesperson, in English",
}
NAMES = {
    "admin": "کاوه صالحی",
    "manager": "مهرداد کاظمی",
    "sales": "سحر امینی",
    "sales2": "بهزاد مرادی",
    "accountant": "لیلا حیدری",
    "marketer": "نگار صادقی",
    "english": "Daniel Carter",
}
GROUPS = {
    "admin": (
        "base.group_system",
        "sales_team.group_sale_manager",
        "account.group_account_manager",
        "mass_mailing.group_mass_mailing_user",
    ),
    "manager": ("sales_team.group_sale_manager", "crm_loyalty_scoring.group_manager"),
    "sales": ("sales_team.group_sale_salesman",),
    "sales2": ("sales_team.group_sale_salesman",),
    "accountant": ("account.group_account_invoice", "crm_loyalty_scoring.group_user"),
    "marketer": (
        "sales_team.group_sale_salesman_all_leads",
        "mass_mailing.group_mass_mailing_user",
    ),
    "english": ("sales_team.group_sale_salesman",),
}


def build(env):
    """The users, {login: user}."""
    users = env["res.users"].with_context(no_reset_password=True)
    admin = env.ref("base.user_admin")
    admin.write(values(env, "admin"))
    created = users.create([values(env, login) for login in LOGINS if login != "admin"])
    return {user.login: user for user in admin | created}


def values(env, login):
    language = "en_US" if login == "english" else "fa_IR"
    return {
        "login": login,
        "password": login,
        "name": NAMES[login],
        "email": f"{login}@{DOMAIN}",
        "lang": language,
        "tz": "Asia/Tehran",
        # Messages stay in Odoo, the welcome tours and the bot stay out of the way.
        "notification_type": "inbox",
        "odoobot_state": "disabled",
        "tour_enabled": False,
        "group_ids": [
            Command.link(env.ref(name).id)
            for name in ("base.group_user", *GROUPS[login])
        ],
    }
