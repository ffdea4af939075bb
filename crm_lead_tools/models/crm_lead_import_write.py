from datetime import date

from psycopg2 import IntegrityError

from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL, plaintext2html

from ..lead_changes import current_value
from ..row_keys import row_keys

# What makes the creation of leads slow and has no use in a batch: the import logs one
# message for all, and tells each salesperson once. The policy of the import has decided
# on duplicates.
CREATE_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "mail_auto_subscribe_no_notify": True,
    "crm_lead_tools_accept_duplicates": True,
}
# A change of a lead that is there is told in its chatter.
WRITE_CONTEXT = {"mail_auto_subscribe_no_notify": True}


class CrmLeadImportRow(models.Model):
    """Writing leads, as the owner of the import and with his rights alone."""

    _inherit = "crm.lead.import.row"

    def _import(self, judge):
        """Create and change the leads of these rows, judged once more."""
        fresh = self.filtered(lambda row: row.state in ("ready", "update"))
        creations = []
        for row, verdict in zip(fresh, judge.judge(fresh), strict=True):
            if verdict.state == "ready":
                creations.append((row, verdict.vals))
            elif verdict.state == "update":
                row._apply(verdict)
            else:
                row._store([verdict])
        decided = self - fresh
        creations += [
            (row, vals) for row in decided if (vals := row._created_as_decided(judge))
        ]
        # Leads have the order of the file.
        creations.sort(key=lambda creation: creation[0].id)
        rows = self.browse().concat(*(row for row, _vals in creations))
        rows._create_leads(
            [{**vals, "import_id": row.import_id.id} for row, vals in creations]
        )
        for row in decided.filtered(lambda row: row.state in ("duplicate", "conflict")):
            row._change_as_decided(judge)
        self._remember_written()

    def _get_decision(self):
        if self.state == "conflict":
            return self.decision if self.decision in ("fill", "overwrite") else "skip"
        return self.decision or self.import_id.policy

    def _created_as_decided(self, judge):
        """The values of a lead to create; None if that has not been decided, or not to
        be."""
        decision = self._get_decision()
        if self.state != "duplicate" or decision not in ("flag", "contact"):
            return None
        verdict = judge.judge_new(self)
        if verdict.messages:
            self._refuse(verdict.messages)
            return None
        vals = verdict.vals
        if self.match_kind == "external_id":
            vals.pop("import_external_id", None)
        if decision == "flag":
            tag = self.env.ref("crm_lead_tools.crm_tag_possible_duplicate", False)
            vals["tag_ids"] += [Command.link(tag.id)] if tag else []
            return vals
        contact = self.match_partner_id or self._get_match_lead().partner_id
        if not contact:
            self._refuse({"": self.env._("What this row matches has no contact yet.")})
            return None
        return {**_beside_contact(vals, contact), "partner_id": contact.id}

    def _change_as_decided(self, judge):
        decision = self._get_decision()
        if decision == "skip":
            self._record({"state": "skipped"})
            return
        if self.state == "conflict":
            [verdict] = judge.judge(self)
            if verdict.state == "conflict":
                # Somebody has decided, knowing what had changed.
                verdict.state, verdict.messages = "update", {}
        else:
            lead = self._get_match_lead()
            if not lead:
                reason = self.env._("What this row matches is not there to be changed.")
                self._refuse({"": reason})
                return
            verdict = judge.judge_changes(self, lead, decision == "fill")
        if verdict.state == "update":
            self._apply(verdict)
        elif verdict.state == "unchanged":
            self._record({"state": "unchanged", "lead_id": verdict.lead_id})
        else:
            self._refuse(verdict.messages)

    def _get_match_lead(self):
        """The lead that a duplicate is to change; of a duplicate in the file, the one
        that the earlier row became."""
        return self.match_row_id.lead_id or self.match_lead_id

    def _create_leads(self, vals_list):
        """What the database refuses costs the rest of the batch nothing: the halves are
        tried apart, down to the row that is at fault."""
        if not self:
            return
        leads = self.env["crm.lead"].with_context(**CREATE_CONTEXT)
        try:
            with self.env.cr.savepoint():
                leads = leads.create(vals_list)
        except (UserError, IntegrityError) as error:
            if len(self) == 1:
                self._refuse({"": self._reason_of(error)})
                return
            half = len(self) // 2
            self[:half]._create_leads(vals_list[:half])
            self[half:]._create_leads(vals_list[half:])
            return
        for row, lead in zip(self, leads, strict=True):
            row._record({"state": "imported", "lead_id": lead.id})

    def _apply(self, verdict):
        """Write a change; what it replaces is kept, to undo it."""
        lead = self.env["crm.lead"].browse(verdict.lead_id)
        before = {name: _json_value(lead, name) for name in verdict.vals}
        try:
            with self.env.cr.savepoint():
                lead.with_context(**WRITE_CONTEXT).write(verdict.vals)
        except (UserError, AccessError, IntegrityError) as error:
            self._refuse({"": self._reason_of(error)})
            return
        self._record(
            {
                "state": "updated",
                "lead_id": lead.id,
                "messages": False,
                "changes": verdict.changes,
                "before": before,
            }
        )

    def _reason_of(self, error):
        is_raw = isinstance(error, IntegrityError)
        return (
            self.env["crm.lead"]._sql_error_to_message(error) if is_raw else str(error)
        )

    def _remember_written(self):
        """When each lead was written, for undo to know who has touched it since."""
        leads = self.lead_id
        leads.flush_recordset()
        self.flush_recordset()
        # SQL: to the microsecond, which fields of Odoo do not keep; a lead that two
        # rows of one import wrote has one time in both.
        self.env.execute_query(
            SQL(
                """
                UPDATE crm_lead_import_row AS imported SET written_at = lead.write_date
                  FROM crm_lead AS lead
                 WHERE lead.id = imported.lead_id AND lead.id = ANY(%s)
                   AND imported.state IN ('imported', 'updated')
                   AND imported.import_id = ANY(%s)
                """,
                leads.ids,
                self.import_id.ids,
            )
        )
        self.invalidate_model(["written_at"])


def _beside_contact(vals, contact):
    """A lead takes e-mail and phone from its contact, and would give the contact its
    own: where they differ, those of the row become a note."""
    notes = []
    for name, own in (("email_from", contact.email), ("phone", contact.phone)):
        if own and vals.get(name):
            keys = (row_keys(contact.env, {name: text}) for text in (own, vals[name]))
            same = set.intersection(*map(set, keys))
            notes += [] if same else [vals[name]]
            vals = {**vals, name: own}
    if notes:
        text = contact.env._("In the workbook: %s", ", ".join(notes))
        vals["description"] = (vals.get("description") or "") + plaintext2html(text)
    return vals


def _json_value(lead, name):
    value = current_value(lead, name)
    return str(value) if isinstance(value, date) else value
