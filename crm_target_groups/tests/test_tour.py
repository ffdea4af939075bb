from odoo.tests import HttpCase, tagged

from .common import TargetGroupsCommon


@tagged("post_install", "-at_install", "browser")
class TestTour(TargetGroupsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._create_user("tourist", "sales_team.group_sale_salesman")
        cls.guests = cls.env["res.partner"].create(
            [{"name": "Tour Guest 1"}, {"name": "Tour Guest 2"}]
        )

    def _speak_persian(self):
        self.env["res.lang"]._activate_lang("fa_IR")
        module = self.env["ir.module.module"]._get("crm_target_groups")
        module._update_translations(["fa_IR"])
        self.user.lang = "fa_IR"

    def _play_add(self):
        self.start_tour("/odoo", "crm_target_groups_add", login=self.user.login)
        group = self.env["crm.target.group"].search([("name", "=", "Tour VIP")])
        self.assertEqual(group.complete_name, "Tour Exhibition / Tour VIP")
        self.assertEqual(group.visibility_user_id, self.user)
        self.assertEqual(self._members(group).partner_id, self.guests)

    def test_add(self):
        """TG-03, TG-06, TG-12, TG-18: create, make private, fill, find; in English."""
        self._play_add()

    def test_add_in_persian(self):
        """TG-03, TG-06, TG-12, TG-18: the same in Persian, from right to left."""
        self._speak_persian()
        self._play_add()

    def test_private(self):
        """TG-05, TG-06: lock, unlock and delete a group in its form, in Persian."""
        self._speak_persian()
        group = self._create_group("Tour Exhibition", user=self.user)
        child = self._create_group("Tour VIP", group, self.user)
        self._add(child, self.guests)
        self.start_tour("/odoo", "crm_target_groups_private", login=self.user.login)
        self.assertFalse(group.exists())
        self.assertEqual(self.guests.exists(), self.guests)

    def _play_window(self):
        group = self._create_group("Tour Exhibition", user=self.user)
        self.start_tour("/odoo", "crm_target_groups_window", login=self.user.login)
        self.assertFalse(group.child_ids)
        self.assertEqual(self.guests.exists(), self.guests)

    def test_window(self):
        """TG-02, TG-04, TG-05, TG-06, TG-11: menu, name in place, picker, lock, undo,
        delete, all in the window; in English."""
        self._play_window()

    def test_window_in_persian(self):
        """TG-02, TG-04, TG-05, TG-06, TG-11: the same from right to left."""
        self._speak_persian()
        self._play_window()

    def test_smart(self):
        """TG-15: a group becomes smart, is refreshed and shows its members."""
        self._speak_persian()
        group = self._create_group("Tour Exhibition", user=self.user)
        self.start_tour("/odoo", "crm_target_groups_smart", login=self.user.login)
        self.assertLessEqual(self.guests, self._members(group).partner_id)
