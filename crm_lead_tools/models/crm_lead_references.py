from psycopg2 import IntegrityError

from odoo import models
from odoo.tools import SQL, mute_logger

X2MANY = ("one2many", "many2many")


class CrmLead(models.Model):
    """What moves to the lead that is kept: everything that refers to the others.

    Odoo and other addons do theirs in `_merge_dependences`; what still refers to the
    merged leads after that is found by the catalogue and moved by a few statements.
    """

    _inherit = "crm.lead"

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
