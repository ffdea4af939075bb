from odoo import api, models


class Base(models.AbstractModel):
    _inherit = "base"

    # Items of any model give points. Not by patching the models with item rules, as
    # base_automation does: that addon removes the patches of others with its own.
    # Without such rules each method costs one look into a cache.

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if item_types := records._get_loyalty_item_types():
            item_types._score(records.sudo())  # sudo: whoever saves, points are given
        return records

    def write(self, vals):
        item_types = self._get_loyalty_item_types(vals.keys())
        if not item_types:
            return super().write(vals)
        records = self.sudo()  # sudo: whoever saves, points are given
        before = item_types._find_counting(records)
        result = super().write(vals)
        item_types._score(records, before)
        return result

    def unlink(self):
        item_types = self._get_loyalty_item_types()
        ids = self.ids if item_types else []
        result = super().unlink()
        if ids:
            self.env["crm.loyalty.source"]._forget_items(self._name, ids)
        return result

    def _compute_field_value(self, field):
        # EXTENDS base: stored amounts and states that are computed
        names = {f.name for f in self.pool.field_computed[field] if f.store}
        records = self.browse(filter(None, self._ids)) if names else self.browse()
        item_types = records._get_loyalty_item_types(names)
        if not item_types:
            return super()._compute_field_value(field)
        records = records.sudo()  # sudo: whoever saves, points are given
        before = item_types._find_counting(records)
        result = super()._compute_field_value(field)
        item_types._score(records, before)
        return result

    def _get_loyalty_item_types(self, names=None):
        """The item types that a change of these fields (or of all) may concern."""
        item_types = self.env.registry.get("crm.loyalty.item.type")
        if not (self.env.registry.ready and item_types and self._ids):
            return None
        watched = self.env["crm.loyalty.item.type"]._get_watched().get(self._name)
        if not watched or (names is not None and not names & watched[1]):
            return None
        # sudo: whoever saves, points are given
        return self.env["crm.loyalty.item.type"].sudo().browse(watched[0])
