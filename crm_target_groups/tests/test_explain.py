from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_smart import SmartGroupsCommon


@tagged("post_install", "-at_install")
class TestExplain(SmartGroupsCommon):
    """TG-15: why in, why not, for any person."""

    def _texts(self, group, identity, user=None):
        user = user or self.owner
        reasons = group.with_user(user)._explain(identity.with_user(user))
        return [(holds, str(text)) for holds, text in reasons]

    def test_by_hand_and_by_the_rule(self):
        """Added by hand by whom and when; brought in by the rule."""
        self.smart.action_refresh()
        self._add(self.smart, self.partners[4])
        texts = self._texts(self.smart, self.partners[4])
        self.assertEqual(texts[0], (True, "In this group"))
        self.assertIn(f"Added by hand by {self.owner.name}", texts[1][1])
        self.assertIn((False, "City is Shiraz"), texts)
        texts = self._texts(self.smart, self.partners[0])
        self.assertIn("Brought in by the rule", texts[1][1])
        self.assertIn((True, "City is Shiraz"), texts)

    def test_each_condition(self):
        """Not in: which condition fails, in words."""
        country = self.env.ref("base.ir")
        self.partners[3].country_id = country
        self.smart.partner_domain = (
            f"[('country_id', '=', {country.id}), '|', ('city', '=', 'Shiraz'), "
            "('name', 'ilike', 'nobody')]"
        )
        texts = self._texts(self.smart, self.partners[3])
        self.assertEqual(texts[0], (False, "Not in this group"))
        self.assertIn((True, "Country is Iran"), texts)
        self.assertIn((False, "City is Shiraz or Name contains nobody"), texts)

    def test_subgroup_left_out_and_other_groups(self):
        """By a subgroup; left out for good by whom; in an excluded group."""
        child = self._create_group("Child", self.smart)
        self._add(child, self.partners[3])
        self.assertIn(
            "In the subgroup Shiraz / Child",
            str(self._texts(self.smart, self.partners[3])),
        )
        self.smart.action_refresh()
        self.smart._remove_identities("res.partner", record_ids=self.partners[0].ids)
        texts = self._texts(self.smart, self.partners[0])
        self.assertEqual(texts[0][0], False)
        self.assertIn(f"Left out for good by {self.owner.name}", str(texts))
        lost = self._create_group("Lost")
        self._add(lost, self.partners[1])
        self.smart.exclude_group_ids = lost
        self.assertIn(
            (False, "Member of the excluded group Lost"),
            self._texts(self.smart, self.partners[1]),
        )

    def test_of_what_one_sees(self):
        """TG-07: nothing is said of private groups or people of others."""
        hidden = self._create_group(
            "Hidden", self.smart, self.colleague, is_private=True
        )
        self._add(hidden, self.partners[4])
        texts = self._texts(self.smart, self.partners[4])
        self.assertEqual(texts[0], (False, "Not in this group"))
        self.assertNotIn("Hidden", str(texts))
        with self.assertRaises(AccessError):
            self._texts(self.smart, self.colleague_lead)
        hidden.unlink()
        self.smart.action_make_private()
        with self.assertRaises(AccessError):
            self._texts(self.smart, self.partners[0], self.colleague)

    def test_wizard(self):
        """The dialog shows the reasons, escaped."""
        self.partners[0].city = "<b>Shiraz</b>"
        self.smart.partner_domain = "[('city', '=', '<b>Shiraz</b>')]"
        wizard = (
            self.env["crm.target.group.explain"]
            .with_user(self.owner)
            .create({"group_id": self.smart.id, "partner_id": self.partners[0].id})
        )
        self.assertIn("City is &lt;b&gt;Shiraz", wizard.explanation)
