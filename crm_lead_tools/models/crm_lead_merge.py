from psycopg2 import IntegrityError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from .crm_merge_log import OPEN_JOURNALS

# One value each: joined, not chosen.
JOINED = ("other_phones", "other_emails")
X2MANY = ("one2many", "many2many")


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

    # What moves

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self._move_references(opportunities)
        return result

    def _merge_dependences_history(self, opportunities):
        # All messages and activities, also those that are done, move with the rest.
        return True

    def _merge_dependences_attachments(self, opportunities):
        return True

    def _merge_dependences_calendar_events(self, opportunities):
        return True

    def _merge_all_followers(self, tails):
        """Whoever follows one of them follows the survivor, once."""
        # SQL: one statement, whose rows the journal has
        self.env.cr.execute(
            SQL(
                """
                UPDATE mail_followers SET res_id = %(id)s
                 WHERE id IN (
                       SELECT MIN(id) FROM mail_followers
                        WHERE res_model = 'crm.lead' AND res_id = ANY(%(tails)s)
                          AND partner_id NOT IN (
                              SELECT partner_id FROM mail_followers
                               WHERE res_model = 'crm.lead' AND res_id = %(id)s)
                     GROUP BY partner_id);
                DELETE FROM mail_followers
                 WHERE res_model = 'crm.lead' AND res_id = ANY(%(tails)s)
                """,
                id=self.id,
                tails=tails.ids,
            )
        )

    def _move_references(self, tails):
        """Everything that still refers to the merged leads refers to the survivor."""
        self.env.flush_all()
        references = [
            reference
            for reference in self.env["crm.merge.log"]._references(self._name)
            if reference.table != "mail_followers"
        ]
        # SQL: rows of any table, by the catalogue; those who may see them keep that
        plain = [r for r in references if not (r.is_unique and r.has_id)]
        statements = [self._release_binary_fields(tails)]
        statements += [self._move_statement(reference, tails) for reference in plain]
        unique = sorted(set(references) - set(plain))
        statements.append(self._referring(unique, tails))
        self.env.cr.execute(SQL("; ").join(statements))
        for [number] in self.env.cr.fetchall():
            self._move_unique(unique[number], tails)
        self._forget_references(tails)

    def _forget_references(self, tails):
        """What the cache knows of links to the merged leads."""
        for model in self.env.registry.models:
            if self.env[model]._table in {
                reference.table
                for reference in self.env["crm.merge.log"]._references(self._name)
            }:
                self.env[model].invalidate_model(flush=False)
        self.env["mail.followers"].invalidate_model(flush=False)
        links = [name for name, field in self._fields.items() if field.type in X2MANY]
        (self | tails).invalidate_recordset(links, flush=False)

    def _referring(self, references, tails):
        """SELECT of the numbers of the references that there are rows of."""
        return SQL(
            "SELECT number FROM (VALUES (-1, false)%s) AS found(number, is_there)"
            " WHERE is_there",
            SQL("").join(
                SQL(
                    ", (%s, EXISTS (SELECT FROM %s WHERE %s))",
                    number,
                    SQL.identifier(reference.table),
                    reference.condition(self._name, tails.ids),
                )
                for number, reference in enumerate(references)
            ),
        )

    def _move_statement(self, reference, tails):
        table, column = map(SQL.identifier, (reference.table, reference.column))
        where = reference.condition(self._name, tails.ids)
        value = reference.value(self._name, self.id)
        if reference.has_id:
            return SQL("UPDATE %s SET %s = %s WHERE %s", table, column, value, where)
        names = self.env["crm.merge.log"]._columns_of(reference.table)
        others = [SQL.identifier(name) for name in names if name != reference.column]
        return SQL(
            "INSERT INTO %(table)s (%(column)s, %(others)s)"
            " SELECT DISTINCT %(value)s::int, %(others)s FROM %(table)s"
            " WHERE %(where)s ON CONFLICT DO NOTHING;"
            " DELETE FROM %(table)s WHERE %(where)s",
            table=table,
            column=column,
            others=SQL(", ").join(others),
            value=value,
            where=where,
        )

    def _move_unique(self, reference, tails):
        """Where the survivor has such a row itself, that of the merged lead gives
        way."""
        update = self._move_statement(reference, tails)
        try:
            with self.env.cr.savepoint(flush=False), mute_logger("odoo.sql_db"):
                self.env.cr.execute(update)
            return
        except IntegrityError:
            table = SQL.identifier(reference.table)
        where = reference.condition(self._name, tails.ids)
        query = SQL("SELECT id FROM %s WHERE %s ORDER BY id", table, where)
        for [row_id] in self.env.execute_query(query):
            try:
                with self.env.cr.savepoint(flush=False), mute_logger("odoo.sql_db"):
                    self.env.cr.execute(SQL("%s AND id = %s", update, row_id))
            except IntegrityError:
                self.env.cr.execute(SQL("DELETE FROM %s WHERE id = %s", table, row_id))

    def _release_binary_fields(self, tails):
        """Files in fields that the survivor fills itself go to its chatter."""
        return SQL(
            """
            UPDATE ir_attachment tail SET res_field = NULL
             WHERE tail.res_model = 'crm.lead' AND tail.res_id = ANY(%s)
               AND tail.res_field IS NOT NULL
               AND EXISTS (
                   SELECT FROM ir_attachment own
                    WHERE own.res_model = 'crm.lead' AND own.res_id = %s
                      AND own.res_field = tail.res_field)
            """,
            tails.ids,
            self.id,
        )
