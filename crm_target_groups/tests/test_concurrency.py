import threading

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged


@tagged("post_install", "-at_install")
class TestConcurrency(BaseCase):
    """Two users on one group at the same time, in transactions of their own that end as
    those of requests do: with a second try after a conflict."""

    def setUp(self):
        super().setUp()
        self.registry_ = Registry(get_db_name())
        with self.registry_.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            partners = env["res.partner"].create(
                [{"name": f"Crowd {index}", "city": "Rush"} for index in range(20)]
            )
            group = env["crm.target.group"].create(
                {
                    "name": "Rush hour",
                    "group_type": "smart",
                    "partner_scope": "rule",
                    "partner_domain": "[('city', '=', 'Rush')]",
                }
            )
            self.group_id, self.partner_ids = group.id, partners.ids
        self.addCleanup(self._clean_up)

    def _clean_up(self):
        with self.registry_.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["crm.target.group"].browse(self.group_id).unlink()
            env["res.partner"].browse(self.partner_ids).unlink()

    def _request(self, work):
        with self.registry_.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            return retrying(
                lambda: work(env["crm.target.group"].browse(self.group_id)), env
            )

    def _together(self, *works):
        errors = []

        def run(work):
            try:
                self._request(work)
            except (Exception, psycopg2.Error) as error:
                errors.append(error)

        threads = [threading.Thread(target=run, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertFalse(errors)

    def _sources(self):
        with self.registry_.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            rows = env["crm.target.group.member"].search(
                [("group_id", "=", self.group_id)]
            )
            return sorted((row.partner_id.id, row.source) for row in rows)

    def test_the_same_people_twice(self):
        """Two who add the same people: nobody is in twice, nobody gets an error."""
        self._together(
            *[lambda group: group.add_people("res.partner", ids=self.partner_ids)] * 3
        )
        self.assertEqual(
            self._sources(), [(id_, "manual") for id_ in sorted(self.partner_ids)]
        )

    def test_refresh_while_adding(self):
        """A refresh beside an addition: no deadlock, and who was added by hand stays
        when the rule lets go of him."""
        self._together(
            lambda group: group.action_refresh(),
            lambda group: group.add_people("res.partner", ids=self.partner_ids[:5]),
            lambda group: group.action_refresh(),
        )
        self._request(lambda group: group.action_refresh())
        sources = dict(self._sources())
        self.assertEqual(len(sources), 20)
        self._request(
            lambda group: (
                group.env["res.partner"]
                .browse(self.partner_ids)
                .write({"city": "Calm"})
            )
        )
        self._request(lambda group: group.write({"max_drop_percent": 100}))
        self._request(lambda group: group.action_refresh())
        self.assertEqual(
            self._sources(), [(id_, "manual") for id_ in sorted(self.partner_ids[:5])]
        )
