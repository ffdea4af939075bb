import json
from datetime import date

from odoo import http
from odoo.tests import HttpCase, tagged

from odoo.addons.l10n_fa_calendar.tests.common import CalendarUsersMixin

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAYS = [date(2025, 3, 20), date(2026, 3, 20), date(2026, 11, 22)]


@tagged("post_install", "-at_install")
class TestRoundTrip(CalendarUsersMixin, HttpCase):
    def test_round_trip(self):
        """FC-17, FC-18: what was exported is imported as the days it was, in every
        format and for both readers."""
        users = self.user_persian | self.user_english
        users.group_ids += self.env.ref("base.group_system")
        users.group_ids += self.env.ref("base.group_allow_export")
        currency = self.env["res.currency"].create({"name": "XTS", "symbol": "X"})
        values = {"currency_id": currency.id, "rate": 1}
        for user in users:
            for kind, file_type in (
                ("csv", "text/csv"),
                ("xlsx", XLSX),
                ("xlsx_jalali_text", XLSX),
            ):
                for import_compat in (True, False):
                    currency.rate_ids.unlink()
                    rates = currency.rate_ids.create(
                        [{"name": day, **values} for day in DAYS]
                    )
                    content = self._export(user, kind, rates.ids, import_compat)
                    rates.unlink()
                    with self.subTest(
                        user=user.login, kind=kind, import_compat=import_compat
                    ):
                        self._import(user, content, file_type)
                        days = currency.rate_ids.mapped("name")
                        self.assertEqual(sorted(days), DAYS)

    def _export(self, user, kind, ids, import_compat):
        self.authenticate(user.login, user.login)
        fields = [("name", "date"), ("rate", "float"), ("currency_id", "many2one")]
        params = {
            "import_compat": import_compat,
            "context": {},
            "domain": [],
            "fields": [
                {"name": name, "label": name, "type": kind} for name, kind in fields
            ],
            "groupby": [],
            "ids": ids,
            "model": "res.currency.rate",
        }
        response = self.url_open(
            f"/web/export/{kind}",
            data={
                "data": json.dumps(params),
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        response.raise_for_status()
        return response.content

    def _import(self, user, content, file_type):
        context = self.env(user=user)["res.users"].context_get()
        wizard = self.env(user=user, context=context)["base_import.import"].create(
            {
                "res_model": "res.currency.rate",
                "file": content,
                "file_type": file_type,
            }
        )
        options = {"has_headers": True, "quoting": '"', "separator": ","}
        preview = wizard.parse_preview(options)
        columns = ["name", "rate", "currency_id"]
        result = wizard.execute_import(columns, columns, preview["options"])
        self.assertFalse(result["messages"])
