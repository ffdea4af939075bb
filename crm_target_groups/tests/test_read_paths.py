import json

from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import TargetGroupsCommon

NAME = "Hush-hush"


@tagged("post_install", "-at_install")
class TestReadPaths(TargetGroupsCommon):
    """TG-07: a private group, its name, members and counts, and its effect on search,
    group-by, export and names, are invisible to others by every way of reading."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = cls._create_group("Public")
        cls.group = cls._create_group(NAME, cls.root, cls.owner, is_private=True)
        cls.child = cls._create_group(f"{NAME} below", cls.group, cls.owner)
        # The identities themselves are for everybody: only the membership is secret.
        cls.leads.write({"user_id": False})
        for group in (cls.group, cls.child):
            cls._add(group, cls.partners[:2])
            cls._add(group, cls.leads)
        cls.group.message_post(body=NAME)
        cls.groups = cls.group | cls.child
        left = cls._members(cls.group, cls.owner).filtered("partner_id")
        left[:1].action_remove()
        export = cls.env.ref("base.group_allow_export")
        cls.env.ref("base.group_user").implied_ids += export
        cls.outsiders = (cls.colleague, cls.all_leads, cls.employee)
        cls.insiders = (cls.owner, cls.manager, cls.database_manager, cls.system)

    def _ways(self, user):
        """{name: what it answers}: ways to read that answer with a text or a number."""
        env = self.env(user=user)
        groups = env["crm.target.group"].with_context(active_test=False)
        ids = Domain("id", "in", self.groups.ids)
        specification = {"display_name": {}, "member_count": {}}
        ways = {
            "search": lambda: groups.search(ids).ids,
            "count": lambda: groups.search_count(list(ids)),
            "search_read": lambda: groups.search_read(ids, ["name"]),
            "web_search_read": lambda: groups.web_search_read(list(ids), specification)[
                "records"
            ],
            "name_search": lambda: groups.name_search(NAME),
            "by name": lambda: groups.search([("complete_name", "ilike", NAME)]).ids,
            "read_group": lambda: groups._read_group(ids, ["name"], ["__count"]),
            "formatted_read_group": lambda: groups.formatted_read_group(
                list(ids), ["name"], ["__count"]
            ),
            "children": lambda: groups.browse(self.root.id).child_ids.ids,
            "tree": lambda: [
                value
                for value in env["crm.target.group.member"].search_panel_select_range(
                    "group_id", enable_counters=True, expand=True, limit=0
                )["values"]
                if value["id"] in self.groups.ids
            ],
            "count of the root": lambda: groups.browse(self.root.id).member_count,
            "health of the root": lambda: groups.browse(self.root.id).email_missing,
            "messages": lambda: (
                env["mail.message"]
                .search(
                    [("model", "=", groups._name), ("res_id", "in", self.groups.ids)]
                )
                .ids
            ),
            "followers": lambda: self._visible_followers(env),
        }
        for model in ("member", "presence", "event", "stay"):
            rows = env[f"crm.target.group.{model}"].with_context(active_test=False)
            inside = [("group_id", "in", self.groups.ids)]
            below = [("group_id", "child_of", self.root.id)]
            ways |= {
                f"{model} search": lambda rows=rows, d=inside: rows.search(d).ids,
                f"{model} child_of": lambda rows=rows, d=below: rows.search(d).ids,
                f"{model} group-by": lambda rows=rows, d=inside: (
                    rows.formatted_read_group(d, ["group_id"], ["__count"])
                ),
                f"{model} by the person": lambda rows=rows: (
                    rows.search([("partner_id", "in", self.partners.ids)]).ids
                ),
            }
        for records in (self.partners, self.leads):
            ways |= self._ways_of_identities(records.with_env(env))
        return ways

    def _visible_followers(self, env):
        followers = env["mail.followers"].sudo(False)
        if not followers.has_access("read"):
            return []
        return (
            followers.search(
                [
                    ("res_model", "=", "crm.target.group"),
                    ("res_id", "in", self.groups.ids),
                ]
            )
            .filtered(lambda follower: follower.res_id in self._readable(env))
            .ids
        )

    def _readable(self, env):
        groups = env["crm.target.group"].browse(self.groups.ids)
        return groups._filtered_access("read").ids

    def _ways_of_identities(self, records):
        if not records.has_access("read"):
            return {}
        model = records._name
        mine = [("id", "in", records.ids)]
        field = "target_group_ids"

        def found(operator, value):
            return records.search([*mine, (field, operator, value)]).ids

        return {
            f"{model} field": lambda: records.mapped(f"{field}.id"),
            f"{model} read": lambda: [
                row[field] for row in records.read([field]) if row[field]
            ],
            f"{model} web_read": lambda: [
                row[field]
                for row in records.web_read({field: {"fields": {"display_name": {}}}})
                if row[field]
            ],
            f"{model} export": lambda: [
                row for row in records.export_data([f"{field}/name"])["datas"] if row[0]
            ],
            f"{model} in": lambda: found("in", self.groups.ids),
            f"{model} child_of": lambda: found("child_of", self.root.id),
            f"{model} ilike": lambda: found("ilike", NAME),
            f"{model} any": lambda: found("any", [("is_private", "=", True)]),
            f"{model} set": lambda: found("!=", False),
            f"{model} group-by": lambda: [
                row
                for row in records.formatted_read_group(mine, [field], ["__count"])
                if row[field]
            ],
        }

    def test_invisible_to_others(self):
        """TG-07: every way answers an outsider as if the group did not exist."""
        for user in self.outsiders:
            for name, ask in self._ways(user).items():
                self.env.invalidate_all()
                with self.subTest(user=user.name, way=name):
                    self.assertFalse(ask())

    def test_visible_to_owner_and_managers(self):
        """TG-07: the same ways tell the owner; managers see all groups, with the
        identities that they may read."""
        for user in self.insiders:
            for name, ask in self._ways(user).items():
                if name == "followers":
                    continue
                self.env.invalidate_all()
                with self.subTest(user=user.name, way=name):
                    self.assertTrue(ask())

    def test_ids_open_nothing(self):
        """TG-07: who knows the ids is refused, also by what writes or acts."""
        rows = self._members(self.group)
        for user in self.outsiders:
            group = self.group.with_user(user)
            for name, ask in {
                "read": lambda group=group: group.read(["name"]),
                "display_name": lambda group=group: group.display_name,
                "web_read": lambda group=group: group.web_read({"name": {}}),
                "export": lambda group=group: group.export_data(["name"]),
                "rows": lambda user=user: rows.with_user(user).read(["partner_id"]),
                "messages": lambda group=group: group.message_ids.read(["body"]),
                "write": lambda group=group: group.write({"name": "x"}),
                "add": lambda group=group: group.add_people("res.partner", domain=[]),
                "receive": lambda group=group: group.receive_members(True, domain=[]),
                "undo": lambda group=group: group.action_undo_last(),
                "duplicate": lambda group=group: group.duplicate_with_members(),
                "refresh": lambda group=group: group.action_refresh(),
                "public": lambda group=group: group.action_make_public(),
                "share": lambda group=group, user=user: group.write(
                    {"shared_user_ids": user.ids}
                ),
                "subgroup": lambda user=user: self._create_group("x", self.group, user),
                "log": lambda group=group: group.action_open_log(),
                "sources": lambda group=group: group.picker_sources(),
                "copy": lambda group=group: group.copy(),
            }.items():
                self.env.invalidate_all()
                with (
                    self.subTest(user=user.name, way=name),
                    self.assertRaises(AccessError),
                    self.cr.savepoint(),
                ):
                    ask()

    def test_tracking_of_contacts(self):
        """TG-07: the chatter of a contact says nothing of his groups."""
        partner = self.partners[0].with_user(self.owner)
        partner.target_group_ids -= self.group.with_user(self.owner)
        partner.target_group_ids += self.group.with_user(self.owner)
        self.env.flush_all()
        bodies = partner.message_ids.mapped("body")
        self.assertNotIn(NAME, str(bodies))
        self.assertFalse(partner.sudo().message_ids.tracking_value_ids)


@tagged("post_install", "-at_install")
class TestReadPathsRpc(HttpCase, TargetGroupsCommon):
    def _call(self, model, method, *args, **kwargs):
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": kwargs,
                    }
                }
            ),
            headers={"Content-Type": "application/json"},
        ).json()
        return answer.get("result", answer.get("error"))

    @mute_logger("odoo.http")  # what is refused is logged
    def test_rpc(self):
        """TG-07: another user's client gets nothing by RPC, of contacts and of "
        "leads."""
        group = self._create_group(NAME, user=self.owner, is_private=True)
        self.leads.write({"user_id": False})
        self._add(group, self.partners)
        self._add(group, self.leads)
        self.authenticate(self.colleague.login, self.colleague.login)
        searched = [["group_id", "=", group.id]]
        self.assertEqual(
            self._call("crm.target.group.member", "search_read", searched, ["name"]), []
        )
        for model, records in (
            ("res.partner", self.partners),
            ("crm.lead", self.leads),
        ):
            rows = self._call(
                model, "read", records.ids, ["display_name", "target_group_ids"]
            )
            self.assertEqual(
                [row["target_group_ids"] for row in rows], [[]] * len(rows)
            )
            self.assertEqual(
                self._call(model, "search", [["target_group_ids", "in", [group.id]]]),
                [],
            )
        for method in ("read", "web_read", "_explain", "_add_identities"):
            answer = self._call("crm.target.group", method, [group.id], {"name": {}})
            self.assertIn(
                answer["data"]["name"],
                ("odoo.exceptions.AccessError", "builtins.AttributeError"),
            )
            self.assertNotIn(NAME, str(answer))
