from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .crm_merge_log import OPEN_JOURNALS

# One value each: joined, not chosen.
JOINED = ("other_phones", "other_emails")


class CrmLead(models.Model):
    """Merging leads: nothing is lost, and every merge is journalled.

    All ways lead through `_merge_opportunity`, Odoo's own or ours, and through
    `_merge_dependences`, so what other addons do there is done. Odoo moves messages,
    files and activities one by one; here they move in one statement each, together with
    everything else that refers to the merged leads.
    """

    _inherit = "crm.lead"

    def merge_similar(self, survivor_id, choices=None, user_id=False, team_id=False):
        """Merge these leads, any number, into one of them.

        :param choices: {field: id of the lead whose value is kept}
        """
        survivor, tails = self._check_merge(survivor_id)
        log = survivor._merge_reviewed(tails, choices or {}, user_id, team_id, "review")
        return log._report()

    def _check_merge(self, survivor_id):
        leads = self.with_context(active_test=False).exists()
        survivor = leads.filtered(lambda lead: lead.id == survivor_id)
        if len(leads) < 2 or len(survivor) != 1:
            raise UserError(
                self.env._(
                    "There is nothing to merge: a lead may have been deleted or merged"
                    " in the meantime. Reload the page."
                )
            )
        leads.check_access("write")
        leads.lock_for_update()
        tails = leads - survivor
        if len(leads.company_id) > 1:
            raise UserError(
                self.env._("Leads of different companies cannot be merged.")
            )
        if won := tails.filtered(lambda lead: lead.won_status == "won"):
            raise UserError(
                self.env._(
                    "“%s” is won: its figures are in the reports. It can only be the"
                    " lead that is kept.",
                    won[0].name,
                )
            )
        return survivor, tails

    def _merge_reviewed(self, tails, choices, user_id, team_id, origin):
        logs = self.env["crm.merge.log"]
        journal = logs._begin(self | tails)
        names = tails.mapped("display_name")
        values = self._merge_values(tails, choices)
        if user_id:
            values["user_id"] = user_id
        if team_id:
            values["team_id"] = team_id
        self._merge_all_followers(tails)
        self._merge_dependences(tails)
        self._write_merged(values)
        # sudo, SQL: right to write is checked, that to delete is for managers; all that
        # referred to them has moved, so there is nothing for the ORM to clean up.
        self.env.flush_all()
        self.env.cr.execute(SQL("DELETE FROM crm_lead WHERE id = ANY(%s)", tails.ids))
        self.env.invalidate_all()
        self._message_log(body=self.env._("Merged into this one: %s", ", ".join(names)))
        journal.describe(self, names)
        return logs._finish(journal, origin)

    def _write_merged(self, values):
        differing = {}
        for fname, value in values.items():
            field = self._fields[fname]
            if fname == "lead_properties":
                current = self._merged_properties(self.browse())
            else:
                current = field.convert_to_write(self[fname], self)
            if current != value and (current or value):
                differing[fname] = value
        if differing:
            self.with_context(mail_notrack=True).write(differing)

    def _merge_values(self, tails, choices):
        """What is written into the survivor: its own value or the first that is there,
        unless somebody chose another."""
        leads = self | tails
        fnames = self._merge_field_names()
        values = leads._merge_data(fnames)
        for fname, lead_id in choices.items():
            if fname not in fnames or lead_id not in leads.ids:
                raise UserError(self.env._("This choice does not exist (%s).", fname))
            field = self._fields[fname]
            values[fname] = field.convert_to_write(
                self.browse(lead_id)[fname], self.browse(lead_id)
            )
        for fname in JOINED:
            values[fname] = self._joined(tails, fname, values)
        values["lead_properties"] = self._merged_properties(tails)
        return {
            fname: value.ids
            if isinstance(value, models.BaseModel)
            and self._fields[fname].type in ("many2many", "one2many")
            else value.id
            if isinstance(value, models.BaseModel)
            else value
            for fname, value in values.items()
        }

    def _joined(self, tails, fname, values):
        """Phones, or e-mails, of all leads that are not the main one in the end."""
        kind, own = {
            "other_phones": ("phones", "phone"),
            "other_emails": ("emails", "email_from"),
        }[fname]
        keys = self.env["crm.identity.key"]._keys_of
        known = keys(country=self.country_id, **{kind: [values[own]]})
        texts = []
        for lead in self | tails:
            for text in (lead[own], *(lead[fname] or "").split(",")):
                found = keys(country=lead.country_id, **{kind: [text]})
                if found - known:
                    known |= found
                    texts.append(text.strip())
        return ", ".join(texts) or False

    def _merged_properties(self, tails):
        """Each property of the survivor's team: its own value, or the first other."""
        # SQL: as stored, by name; the ORM would read the definitions of all teams
        rows = self.env.execute_query(
            SQL(
                "SELECT id, lead_properties FROM crm_lead WHERE id = ANY(%s)",
                (self | tails).ids,
            )
        )
        stored = dict(rows)
        merged = {}
        for lead in self | tails:
            for name, value in (stored[lead.id] or {}).items():
                merged[name] = merged.get(name) or value
        return merged

    @api.model
    def _merge_field_names(self):
        """The fields that a merge decides on: those of Odoo and of other addons, and
        custom ones."""
        # The survivor keeps its own history.
        own = ("create_date", "date_automation_last", "color")
        fnames = [
            name
            for name in self._merge_get_fields()
            if name in self._fields and name not in own
        ]
        fnames += [
            name
            for name, field in self._fields.items()
            if name not in fnames
            and (field.manual or name in JOINED)
            and field.store
            and not field.compute
            and field.type not in ("one2many", "many2many", "binary")
        ]
        return [name for name in fnames if self._fields[name].type != "one2many"]

    def _merge_opportunity(
        self, user_id=False, team_id=False, auto_unlink=True, max_length=5
    ):
        """Odoo's own merge, by whoever calls it, can be undone as well."""
        logs = self.env["crm.merge.log"]
        journal = logs._begin(self) if len(self.ids) > 1 else None
        names = {lead.id: lead.display_name for lead in self}
        # What is tracked is told at the end of the transaction: an undo would leave it.
        survivor = super(
            CrmLead, self.with_context(mail_notrack=True)
        )._merge_opportunity(
            user_id=user_id,
            team_id=team_id,
            auto_unlink=auto_unlink,
            max_length=max_length,
        )
        survivor = survivor.with_env(self.env)
        names.pop(survivor.id, None)
        journal.describe(survivor, list(names.values()))
        if auto_unlink:
            logs._finish(journal, "odoo")
        else:
            self.env.cr.precommit.data.setdefault(OPEN_JOURNALS, []).append(journal)
        return survivor

    def unlink(self):
        gone = set(self.ids)
        result = super().unlink()
        waiting = self.env.cr.precommit.data.get(OPEN_JOURNALS, [])
        for journal in list(waiting):
            if gone & set(journal.ids):
                waiting.remove(journal)
                if journal.survivor_id not in gone:
                    self.env["crm.merge.log"]._finish(journal, "odoo")
        return result
