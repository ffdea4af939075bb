from odoo.tests import HttpCase, TransactionCase, tagged
from odoo.tools.safe_eval import safe_eval

from ..users import LOGINS


@tagged("post_install", "-at_install")
class TestRoles(TransactionCase):
    """Everybody can work."""

    def test_apps_open(self):
        for login in LOGINS:
            user = self.env["res.users"].search([("login", "=", login)])
            for menu in self.apps(user):
                with self.subTest(login=login, app=menu["name"]):
                    self.open(user, menu)

    def test_apps_of_each_role(self):
        for login, app in {
            "admin": "base.menu_administration",
            "manager": "crm.crm_menu_root",
            "sales": "crm.crm_menu_root",
            "sales2": "crm.crm_menu_root",
            "accountant": "account.menu_finance",
            "marketer": "mass_mailing.mass_mailing_menu_root",
            "english": "crm.crm_menu_root",
        }.items():
            user = self.env["res.users"].search([("login", "=", login)])
            names = [menu["xmlid"] for menu in self.apps(user)]
            self.assertIn(app, names, login)

    def test_languages(self):
        users = self.env["res.users"].search([("login", "in", list(LOGINS))])
        english = users.filtered(lambda user: user.login == "english")
        self.assertEqual(english.lang, "en_US")
        self.assertEqual(set((users - english).mapped("lang")), {"fa_IR"})

    def test_private_groups_are_hidden(self):
        seen = self.env["crm.target.group"].with_user(self.user("sales")).search([])
        private = seen.filtered("visibility_user_id")
        self.assertEqual(private.visibility_user_id, self.user("sales"))

    def user(self, login):
        return self.env["res.users"].search([("login", "=", login)])

    def apps(self, user):
        menus = self.env["ir.ui.menu"].with_user(user).load_web_menus(False)
        return [menus[app] for app in menus["root"]["children"]]

    def open(self, user, menu):
        """Load what the client loads when the user clicks on an app."""
        model = menu["actionModel"]
        if model != "ir.actions.act_window":
            return
        env = self.env(user=user, context=user.context_get())
        action = env[model].browse(menu["actionID"]).sudo().read()[0]
        context = safe_eval(action["context"] or "{}", {"uid": user.id})
        records = env[action["res_model"]].with_context(**context)
        records.get_views(action["views"])
        fields = ["display_name"]
        domain = safe_eval(action["domain"] or "[]", {"uid": user.id})
        records.web_search_read(domain, {name: {} for name in fields}, limit=80)


@tagged("post_install", "-at_install")
class TestLogin(HttpCase):
    def test_password_is_the_login(self):
        for login in LOGINS:
            answer = self.make_jsonrpc_request(
                "/web/session/authenticate",
                {"db": self.env.cr.dbname, "login": login, "password": login},
            )
            self.assertTrue(answer["uid"], login)
