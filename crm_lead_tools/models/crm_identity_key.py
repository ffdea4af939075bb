import logging

from odoo import api, models
from odoo.tools import SQL, sql

from .. import identity, identity_sql

_logger = logging.getLogger(__name__)


class CrmIdentityKey(models.AbstractModel):
    """The keys by which leads and contacts are recognised: a table without records.

    One row for each key of a lead or a contact: crm_identity_key(lead_id, partner_id,
    kind, key, place). Nobody writes it but the triggers of identity_sql.py, so it has
    neither fields nor access rights; what it says about records that a user may not see
    is filtered by who asks. Cost: one row takes about 100 bytes with its indexes; a
    record that is written costs a comparison, and a few inserts if its keys change.

    Other addons normalise by `_keys_of` and find by `_find`, both in one query for any
    number of texts.
    """

    _name = "crm.identity.key"
    _description = "Identity Keys of Leads and Contacts"

    def init(self):
        # SQL: table, functions and triggers are outside of what the ORM creates.
        self.env.cr.execute(
            SQL(
                """
                CREATE TABLE IF NOT EXISTS crm_identity_key (
                    lead_id integer, partner_id integer,
                    kind text NOT NULL, key text NOT NULL, place text)
                """
            )
        )
        for name, (arguments, returns, body) in identity_sql.functions().items():
            self._create_function(
                f"{name}({arguments})", returns, "sql IMMUTABLE PARALLEL SAFE", body
            )
        self._create_indexes()
        # The columns that the triggers read may come later in this very update.
        self.pool.post_init(self._create_triggers)

    def _create_triggers(self):
        for model, (table, _column) in identity_sql.SOURCES.items():
            name = f"{identity_sql.TABLE}_{table}"
            body = identity_sql.trigger_body(model)
            self._create_function(f"{name}()", "trigger", "plpgsql", body)
            for event, timing in identity_sql.TRIGGERS.items():
                trigger = SQL.identifier(f"{name}_{event}")
                self.env.cr.execute(
                    SQL(
                        "DROP TRIGGER IF EXISTS %(trigger)s ON %(table)s;"
                        "CREATE TRIGGER %(trigger)s %(timing)s"
                        " EXECUTE FUNCTION %(function)s()",
                        trigger=trigger,
                        table=SQL.identifier(table),
                        timing=SQL(timing, SQL.identifier(table)),  # pylint: disable=sql-injection
                        function=SQL.identifier(name),
                    )
                )

    def _create_function(self, signature, returns, kind, body):
        self.env.cr.execute(
            SQL(
                "CREATE OR REPLACE FUNCTION %s RETURNS %s LANGUAGE %s AS %s",
                *map(SQL, (signature, returns, kind)),  # pylint: disable=sql-injection
                self.env.cr.mogrify(body.code, body.params).decode(),
            )
        )

    def _create_indexes(self):
        for name, definition in identity_sql.indexes(self.pool.has_trigram).items():
            self.env.cr.execute(
                SQL(
                    "CREATE INDEX IF NOT EXISTS %s ON crm_identity_key %s",
                    SQL.identifier(name),
                    definition,
                )
            )

    @api.model
    def _rebuild(self):
        """Make all keys anew: at installation, and when the rules for them change."""
        # SQL: set by set, a million leads in less than a minute.
        cr = self.env.cr
        for name in identity_sql.indexes(self.pool.has_trigram):
            sql.drop_index(cr, name, identity_sql.TABLE)
        cr.execute("DELETE FROM crm_identity_key")
        # What the planner expects of a million short expressions is wrong.
        cr.execute(
            "SELECT set_config(name, 'off', true) FROM pg_settings"
            " WHERE name IN ('jit', 'enable_memoize')"
        )
        cr.execute("SET LOCAL work_mem = '256MB'")
        for model, (table, _column) in identity_sql.SOURCES.items():
            self.env[model].flush_model(identity_sql.FIELDS[model])
            cr.execute(identity_sql.insert(model, SQL.identifier(table)))
            _logger.info("%s identity keys of %s", cr.rowcount, model)
        self._create_indexes()
        cr.execute("ANALYZE crm_identity_key")

    @api.model
    def _uninstall(self):
        """Leave no trace in the tables of other addons."""
        # SQL: what init() created.
        cr = self.env.cr
        for table, _column in identity_sql.SOURCES.values():
            cr.execute(
                SQL(
                    "DROP FUNCTION IF EXISTS %s() CASCADE",
                    SQL.identifier(f"{identity_sql.TABLE}_{table}"),
                )
            )
        for name in identity_sql.functions():
            cr.execute(SQL("DROP FUNCTION IF EXISTS %s", SQL.identifier(name)))
        cr.execute("DROP TABLE IF EXISTS crm_identity_key")

    # For the other addons

    @api.model
    def _keys_of(self, country=None, **texts):
        """The keys of texts that are in no record yet.

        :param country: of the record; else that of the company
        :param texts: lists of `phones`, `emails`, `companies` and `persons`
        """
        country = country or self.env.company.country_id
        code = str(country.phone_code) if country.phone_code else identity.IRAN
        return identity.keys(code, **texts)

    @api.model
    def _find(self, model, keys, limit=None):
        """{key: ids} of the records of a model that have one of `keys`, whoever may see
        them: it is up to the caller to filter what a user gets to know of them."""
        _table, column = identity_sql.SOURCES[model]
        self.env[model].flush_model(identity_sql.FIELDS[model])
        kinds, texts = zip(*keys, strict=True) if keys else ((), ())
        rows = self.env.execute_query(
            SQL(
                """
                SELECT wanted.kind, wanted.key, ARRAY(
                       SELECT %(column)s FROM crm_identity_key found
                        WHERE found.key = wanted.key AND found.kind = wanted.kind
                          AND %(column)s IS NOT NULL LIMIT %(limit)s)
                  FROM unnest(%(kinds)s::text[], %(keys)s::text[]) AS wanted(kind, key)
                """,
                column=SQL.identifier("found", column),
                kinds=list(kinds),
                keys=list(texts),
                limit=limit,
            )
        )
        return {identity.Key(kind, key): ids for kind, key, ids in rows if ids}
