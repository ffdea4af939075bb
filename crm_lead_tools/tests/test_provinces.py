from odoo.tests import TransactionCase, tagged

from ..provinces import create_provinces, provinces


@tagged("post_install", "-at_install")
class TestProvinces(TransactionCase):
    def test_all_there(self):
        """LT-39: Iran has its 31 provinces."""
        states = self.env.ref("base.ir").state_ids
        self.assertEqual(len(provinces()), 31)
        self.assertEqual(set(states.mapped("code")), set(provinces()))

    def test_own_provinces_stay(self):
        """LT-39: what somebody made by hand is neither doubled nor renamed."""
        iran = self.env.ref("base.ir")
        iran.state_ids.unlink()
        own = self.env["res.country.state"].create(
            {"country_id": iran.id, "code": "23", "name": "استان تهران"}
        )
        create_provinces(self.env)
        create_provinces(self.env)
        self.assertEqual(len(iran.state_ids), 31)
        self.assertEqual(own.name, "استان تهران")
        self.assertFalse(self.env.ref("crm_lead_tools.province_23", False))
        self.assertEqual(self.env.ref("crm_lead_tools.province_25").name, "قم")
