import base64
import json

from odoo.fields import Command
from odoo.tests import tagged

from .common import SuiteBrowserCase

# A story: steps of [what, selector or name, text], each when its element is there.
STORY = """
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const busy = () => document.querySelector(".o_loading_indicator, .o_blockUI");
const find = async (selector) => {
    for (let i = 0; i < 300; i++) {
        const found = document.querySelector(selector);
        if (found && !busy()) {
            return found;
        }
        await pause(100);
    }
    throw new Error("not there: " + selector);
};
const drag = (type, options) => (el) => el.dispatchEvent(
    new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer, ...options }));
const dataTransfer = new DataTransfer();
const DO = {
    click: (el) => el.click(),
    right: (el) => el.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true,
        cancelable: true })),
    drag: drag("dragstart"),
    over: drag("dragover"),
    drop: drag("drop"),
};
for (const [what, target, text] of %s) {
    if (what === "picture") {
        await document.fonts.ready;
        await pause(700);
        console.log("picture: " + target);
        await pause(700);
    } else if (what === "pick") {
        const item = () => [...document.querySelectorAll(target)].find(
            (el) => el.textContent.includes(text));
        for (let i = 0; i < 300 && !item(); i++) {
            await pause(100);
        }
        item().click();
        await pause(300);
    } else if (what === "action") {
        await odoo.__WOWL_DEBUG__.root.env.services.action.doAction(target);
    } else {
        const el = await find(target);
        DO[what]?.(el, text);
        await pause(300);
    }
}
await pause(300);
console.log("test successful");
"""
WINDOW = "/odoo/target-group-members"
ROW = ".o_data_row"
CLOSE = ["click", ".modal .btn-close, .modal .o_form_button_cancel"]


@tagged("post_install", "-at_install", "browser")
class TestGroupPictures(SuiteBrowserCase):
    """The screens of docs/target_groups.md, as users of the demo company see them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.env["res.users"].search([("login", "=", "manager")])
        cls.manager.group_ids = [
            Command.link(cls.env.ref("mass_mailing.group_mass_mailing_user").id)
        ]
        groups = cls.env["crm.target.group"].with_user(cls.manager)
        groups = groups.with_context(lang="fa_IR")
        family = groups.search([("child_ids", "!=", False)], order="id")
        cls.smart = groups.create(
            {
                "name": "شرکت‌های تهران",
                "group_type": "smart",
                "partner_scope": "rule",
                "partner_domain": "['&', ('city', 'ilike', 'تهران'), "
                "('create_date', '>=', 'today -1y')]",
                "lead_scope": "rule",
                "lead_domain": "[('city', 'ilike', 'تهران')]",
                "include_group_ids": family[0].ids,
                "exclude_group_ids": family[1].child_ids[:1].ids,
            }
        )
        cls.smart.action_refresh()
        cls.env["crm.target.group.member"].with_user(cls.manager).search(
            [("group_id", "=", cls.smart.id)], limit=2
        ).action_remove()
        guest = cls.env["res.partner"].create({"name": "پخش سپیدرود", "city": "تهران"})
        cls.smart._add_identities("res.partner", record_ids=guest.ids)
        guest.unlink()
        cls.private = groups.create({"name": "قرارداد سالانه", "is_private": True})
        cls.private.shared_user_ids = cls.env["res.users"].search(
            [("login", "=", "sales")]
        )
        people = cls.env["res.partner"].search([("email", "!=", False)], limit=9)
        letters = cls.env["mailing.list"].create({"name": "خبرنامه‌ی ماهانه"})
        cls.env["mailing.contact"].create(
            [
                {"name": name, "email": email, "list_ids": letters.ids}
                for name, email in [
                    *((person.name, person.email) for person in people),
                    ("ناشناس", "nobody@nowhere.example"),
                ]
            ]
        )
        # Days apart, else the curve of growth is a dot.
        for table, column in (("member", "added_on"), ("stay", "added_on")):
            cls.env.cr.execute(
                f"UPDATE crm_target_group_{table} SET {column} = {column}"
                " - (id %% 30) * interval '1 day' WHERE group_id = %s",
                (cls.smart.id,),
            )

    def tell(self, url, login, *steps):
        code = "(async () => {%s})().catch((error) => console.error(error.message))"
        self.browser_js(
            url, code % (STORY % json.dumps(steps)), login=login, timeout=180
        )
        for what, name, *_text in steps:
            if what == "picture":
                self.assertPicture(name)

    def header(self, group):
        return f".o_search_panel header[data-group-id='{group.id}']"

    def menu(self, item, group=None):
        return (
            ["right", self.header(group or self.smart)],
            ["click", f".o_target_group_menu [data-item={item}]"],
        )

    def test_window(self):
        """TG-04 TG-05 TG-07 TG-09 TG-11 TG-12 TG-21 TG-23: menu, picker with a mailing
        list, undo, dragging, personal view, sharing and deletion."""
        other = self.header(self.private)
        self.tell(
            WINDOW,
            "manager",
            ["click", self.header(self.smart)],
            ["find", ".o_target_group_add_people"],
            ["right", self.header(self.smart)],
            ["picture", "fa-groups-menu"],
            ["click", ".o_target_group_menu [data-item=add_people]"],
            ["find", f".modal {ROW}"],
            ["click", f".modal {ROW} .o_list_record_selector input"],
            ["picture", "fa-groups-picker"],
            ["click", ".o_target_group_add:enabled"],
            ["find", ".o_notification button"],
            ["picture", "fa-groups-undo"],
            ["click", ".o_notification button:not(.o_notification_close)"],
            ["click", "[data-source=mailing_list]"],
            ["click", ".o_target_group_source_record input"],
            ["pick", ".o-autocomplete--dropdown-item .dropdown-item", "ماهانه"],
            ["find", f".modal {ROW}"],
            ["picture", "fa-groups-picker-list"],
            CLOSE,
            ["drag", ROW],
            ["over", other],
            ["picture", "fa-groups-drag"],
            ["drop", other],
            ["find", ".o_notification"],
            ["click", ".o_target_group_keep_view"],
            ["find", ".o_target_group_forget_view"],
            ["picture", "fa-groups-view"],
            *self.menu("share", self.private),
            ["find", ".modal [name=shared_user_ids]"],
            ["picture", "fa-groups-share"],
            CLOSE,
            *self.menu("delete"),
            ["find", ".modal .btn-danger, .modal footer .btn-primary"],
            ["picture", "fa-groups-delete"],
        )

    def test_past(self):
        """TG-34: who joined and left, the curve of growth, a past day, the health."""
        self.tell(
            WINDOW,
            "manager",
            *self.menu("history"),
            ["find", ".o_list_view [name=reason]"],
            ["picture", "fa-groups-history"],
            ["click", ".o_switch_view.o_graph"],
            ["find", ".o_graph_view canvas"],
            ["picture", "fa-groups-growth"],
            ["action", self.smart._action_as_of("2126-01-01") | {"target": "main"}],
            ["find", ".o_list_view [name=ending]"],
            ["picture", "fa-groups-as-of"],
            ["action", self.form()],
            ["click", ".o_form_view .nav-link[name=health]"],
            ["picture", "fa-groups-health"],
        )

    def form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self.smart._name,
            "res_id": self.smart.id,
            "views": [[False, "form"]],
            "target": "main",
        }

    def test_rule(self):
        """TG-15: the rule with its preview, why in and why not, a search that becomes a
        rule, in Persian and in English."""
        member = self.env["crm.target.group.member"].search(
            [("group_id", "=", self.smart.id), ("partner_id", "!=", False)], limit=1
        )
        steps = (
            ["find", ROW],
            ["action", self.form()],
            ["find", ".o_target_group_preview li"],
        )
        self.tell(
            WINDOW,
            "manager",
            *steps,
            ["picture", "fa-groups-rule"],
            ["action", member.with_context(lang="fa_IR").action_explain()],
            ["find", ".modal li"],
            ["picture", "fa-groups-why"],
        )
        self.tell(
            "/odoo/contacts",
            "manager",
            ["click", ".o_searchview_dropdown_toggler"],
            ["find", ".o_save_as_smart_group"],
            ["picture", "fa-groups-save-search"],
        )
        self.tell(
            WINDOW,
            "english",
            ["right", self.header(self.smart)],
            ["picture", "en-groups-menu"],
            *steps,
            ["picture", "en-groups-rule"],
        )

    def test_import(self):
        """TG-13: what an import says of keys that name nobody."""
        wizard = (
            self.env["crm.target.group.import"]
            .with_user(self.manager)
            .with_context(lang="fa_IR")
            .create(
                {
                    "group_id": self.private.id,
                    "key": "email",
                    "column": "ایمیل",
                    "filename": "مهمانان.csv",
                    "file": base64.b64encode(
                        "نام,ایمیل\nیک,nobody@nowhere.example\nدو,کسی\n".encode()
                    ),
                }
            )
        )
        self.tell(
            WINDOW,
            "manager",
            ["find", ROW],
            ["action", wizard.action_import() | {"views": [[False, "form"]]}],
            ["find", ".modal [name=result] li"],
            ["picture", "fa-groups-import"],
        )
