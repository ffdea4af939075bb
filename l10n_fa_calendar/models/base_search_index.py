from odoo import models
from odoo.modules.db import FunctionStatus
from odoo.tools import SQL, sql

from .. import folding, persian_search


class Base(models.AbstractModel):
    """An index of the folded text beside each trigram index; see persian_search.py.

    It is next to empty where all texts are in ASCII. An index WHERE there is something
    to fold would be smaller, but PostgreSQL does not estimate by such an index.
    """

    _inherit = "base"  # pylint: disable=consider-merging-classes-inherited

    # Other fields that people search for a text.
    _persian_search = ()

    def _auto_init(self):  # pylint: disable=missing-return
        super()._auto_init()
        if self._auto and not self._abstract:
            self.pool.post_init(self._create_persian_search_indexes)

    def _create_persian_search_indexes(self):
        registry = self.pool
        if not registry.has_trigram or registry.has_unaccent == FunctionStatus.PRESENT:
            return  # as Odoo's own
        for field in self._fields.values():
            if not self._has_persian_search_index(field):
                continue
            column = SQL.identifier(field.name)
            if field.translate:
                column = SQL("jsonb_path_query_array(%s, '$.*')::text", column)
            folded = persian_search.folded_sql(
                folding.FOLDED, registry.unaccent(column)
            )
            name = persian_search.index_name(field, self)
            if not sql.index_exists(self.env.cr, name):
                # SQL: models.Index comes before the functions of this very update.
                self.env.cr.execute(
                    SQL(
                        "CREATE INDEX %s ON %s USING gin ((%s) gin_trgm_ops)",
                        SQL.identifier(name),
                        SQL.identifier(self._table),
                        folded,
                    )
                )

    def _has_persian_search_index(self, field):
        is_searched = field.index == "trigram" or field.name in self._persian_search
        is_text = field.type in ("char", "text", "html")
        return is_searched and is_text and field.store and not field.company_dependent
