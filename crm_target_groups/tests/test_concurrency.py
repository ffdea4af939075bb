from contextlib import contextmanager

from odoo import api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tests.common import ADMIN_USER_ID
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestConcurrency(BaseCase):
    """Two users on one group at the same time: real transactions on real connections,
    which end as those of requests do, with a second try after a conflict."""

    def setUp(self):
        super().setUp()
        with Registry(get_db_name()).cursor() as cr:
            env = api.Environment(cr, ADMIN_USER_ID, {})
            partners = env["res.partner"].create(
                [{"name": f"Crowd {index}", "city": "Rush"} for index in range(20)]
            )
            group = env["crm.target.group"].create(
                {
                    "name": "Rush hour",
                    "user_id": env.ref("base.user_admin").id,
                    "group_type": "smart",
                    "partner_scope": "rule",
                    "partner_domain": "[('city', '=', 'Rush')]",
                }
            )
            self.group_id, self.partner_ids = group.id, partners.ids
        self.addCleanup(self._clean_up)

    def _clean_up(self):
        with Registry(get_db_name()).cursor() as cr:
            env = api.Environment(cr, ADMIN_USER_ID, {})
            env["crm.target.group"].browse(self.group_id).unlink()
            env["res.partner"].browse(self.partner_ids).unlink()

    @contextmanager
    def _transaction(self):
        """The group in a transaction of its own, whose view of the data is taken."""
        with Registry(get_db_name()).cursor() as cr:
            cr.execute("SELECT 1")
            env = api.Environment(cr, ADMIN_USER_ID, {})
            yield env["crm.target.group"].browse(self.group_id)

    def _request(self, group, work):
        """Work as a request does: a conflict with another one means a second try."""
        self.tries = 0

        def counted():
            self.tries += 1
            return work(group)

        return retrying(counted, group.env)

    def _sources(self):
        with self._transaction() as group:
            rows = group.env["crm.target.group.member"].search(
                [("group_id", "=", group.id)]
            )
            return sorted((row.partner_id.id, row.source) for row in rows)

    def _all_by(self, *sources):
        return list(zip(self.partner_ids, sources, strict=True))

    def _add_five(self, group):
        return group.add_people("res.partner", record_ids=self.partner_ids[:5])

    @mute_logger("odoo.service.model", "odoo.sql_db")
    def test_the_same_people_twice(self):
        """Two add the same people: nobody is in twice, nobody gets an error."""
        with self._transaction() as mine:
            with self._transaction() as theirs:
                self._add_five(theirs)
            report = self._request(mine, self._add_five)
        self.assertEqual(len(self._sources()), 5)
        self.assertIn("0 added, 5 already in", report["message"])

    @mute_logger("odoo.service.model", "odoo.sql_db")
    def test_refresh_beside_an_addition(self):
        """Who was added by hand meanwhile stays so, whatever the rule."""
        with self._transaction() as mine:
            with self._transaction() as theirs:
                self._add_five(theirs)
            self._request(mine, lambda group: group.action_refresh())
        expected = ["manual"] * 5 + ["rule"] * 15
        self.assertEqual(self._sources(), self._all_by(*expected))

    def test_two_refreshes_do_not_wait(self):
        """The second refresh leaves the work to the first one, without waiting."""
        with self._transaction() as mine, self._transaction() as theirs:
            mine.action_refresh()
            self.assertEqual(mine.refresh_state, "ok", mine.refresh_message)
            theirs.action_refresh()
            self.assertEqual(theirs.refresh_state, "stale")
            theirs.env.cr.rollback()
        self.assertEqual(self._sources(), self._all_by(*["rule"] * 20))
