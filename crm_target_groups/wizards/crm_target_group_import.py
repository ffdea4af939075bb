import base64
import csv
import io

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from ..key_column import KeyColumnError, harmless, read_keys
from ..selection import shown

SHOWN_ROWS = 20


class CrmTargetGroupImport(models.TransientModel):
    """Collects a file, the column with the keys and what they are; shows the result."""

    _name = "crm.target.group.import"
    _description = "Import People into a Target Group"

    group_id = fields.Many2one(
        "crm.target.group",
        string="Target Group",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    model = fields.Selection(
        [("res.partner", "Contacts"), ("crm.lead", "Leads")],
        string="People",
        required=True,
        default="res.partner",
    )
    key = fields.Selection(
        [
            ("id", "Database ID"),
            ("ref", "Reference (customer number)"),
            ("email", "Email"),
            ("phone", "Phone"),
            ("vat", "Tax ID"),
        ],
        string="Identified by",
        required=True,
        default="ref",
    )
    column = fields.Char(help="The name in the first row of the sheet.")
    file = fields.Binary(string="Excel or CSV File", attachment=False)
    filename = fields.Char()
    result = fields.Html(readonly=True, sanitize=False)
    report = fields.Binary(string="Faulty Rows", readonly=True, attachment=False)
    report_name = fields.Char(readonly=True)

    def action_import(self):
        self.ensure_one()
        if not self.file or not (self.column or "").strip():
            raise UserError(
                self.env._(
                    "Choose a file, and give the name of the column with the keys."
                )
            )
        try:
            keys = read_keys(
                base64.b64decode(self.file), self.filename or "", self.column
            )
        except KeyColumnError as error:
            message = self.env._(error.message)  # pylint: disable=gettext-variable
            raise UserError(message) from error
        batch, faulty = self.group_id._import_keys(self.model, self.key, keys)
        self.write(
            {
                "result": self._render(batch, faulty),
                "report": base64.b64encode(self._csv(faulty)) if faulty else False,
                "report_name": "faulty-rows.csv",
                "file": False,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Imported"),
        }

    def _render(self, batch, faulty):
        text = Markup("<p>%s</p>") % batch._message()
        if not faulty:
            return text
        unknown = sum(not matches for _row, _key, matches in faulty)
        text += Markup("<p>%s</p>") % self.env._(
            "%(unknown)s keys name nobody, %(ambiguous)s name several: nobody was "
            "added for them.",
            unknown=shown(self.env, unknown),
            ambiguous=shown(self.env, len(faulty) - unknown),
        )
        items = (
            Markup("<li>%s</li>")
            % self.env._(
                "Row %(row)s, “%(key)s”: %(reason)s",
                row=shown(self.env, row),
                key=key,
                reason=why,
            )
            for row, key, why in self._reasons(faulty[:SHOWN_ROWS])
        )
        text += Markup("<ul>%s</ul>") % Markup().join(items)
        if len(faulty) > SHOWN_ROWS:
            text += Markup("<p>%s</p>") % self.env._(
                "The file of faulty rows holds all of them."
            )
        return text

    def _csv(self, faulty):
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow([self.env._("Row"), self.env._("Key"), self.env._("Problem")])
        for row, key, reason in self._reasons(faulty):
            writer.writerow([row, harmless(key), reason])
        return stream.getvalue().encode("utf-8-sig")

    def _reasons(self, faulty):
        for row, key, matches in faulty:
            if matches:
                reason = self.env._("names %s records", matches)
            else:
                reason = self.env._("names nobody you have access to")
            yield row, key, reason
