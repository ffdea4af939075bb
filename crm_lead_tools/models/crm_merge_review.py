from odoo import api, models
from odoo.tools import SQL, format_date, format_datetime, formatLang, html2plaintext

# Of what the review lists first, in this order; then by name.
TABLES = ("mail_message", "ir_attachment", "mail_activity", "calendar_event")
LONGEST_VALUE = 300


class CrmMergeReview(models.AbstractModel):
    """What the page shows that puts similar records side by side.

    Only of records that the user may see; of the others, how many there are. Two
    queries for what moves, whatever the number of records and of tables.
    """

    _name = "crm.merge.review"
    _description = "Review of Similar Records"

    def merge_preview(self):
        """All that the review needs, as plain values."""
        records = self.with_context(active_test=False).exists()
        visible = records._filtered_access("read")
        hidden = len(records) - len(visible)
        survivor = visible._merge_suggested()
        fields = [
            field
            for fname in visible._merge_field_names()
            if (field := visible._preview_field(fname, survivor))
        ]
        return {
            "records": [record._preview_record() for record in visible],
            "hidden": hidden and formatLang(self.env, hidden, digits=0),
            "survivor_id": survivor.id,
            "fields": sorted(fields, key=lambda field: not field["is_conflict"]),
            "moves": visible._preview_moves(),
            "reasons": visible._preview_reasons(),
        }

    def mark_not_duplicates(self):
        """These are different: remembered, and never shown as similar again."""
        records = self.with_context(active_test=False).exists()
        records.check_access("write")
        self.env["crm.dedupe.exclusion"]._remember(records)
        self.env["crm.dedupe.group"]._settle(self._name, records.ids)

    def _merge_suggested(self):
        """Hook: the record that is kept unless somebody chooses another."""
        return self[:1]

    @api.model
    def _merge_field_names(self):
        """Hook: the fields to choose from."""
        return []

    def _preview_record(self):
        return {
            "id": self.id,
            "name": self.display_name,
            "created": format_date(self.env, self.create_date),
            "can_write": self.has_access("write"),
            "details": "",
        }

    def _preview_field(self, fname, survivor):
        field = self._fields[fname]
        if field.groups and not self.env.user.has_groups(field.groups):
            return None
        values = {record.id: record._preview_value(field) for record in self}
        different = set(filter(None, values.values()))
        if not different:
            return None
        chosen = survivor.id
        if not values.get(chosen):
            chosen = next(record_id for record_id in values if values[record_id])
        return {
            "name": fname,
            "label": field._description_string(self.env),
            "values": values,
            "chosen": chosen,
            "is_conflict": len(different) > 1,
            "is_joined": fname in ("other_phones", "other_emails", "description")
            or field.type == "many2many",
            "is_ltr": "phone" in fname or "email" in fname or fname == "website",
        }

    def _preview_value(self, field):
        value = self[field.name]
        if not value:
            return ""
        if field.type == "many2one":
            text = value.display_name
        elif field.relational:
            text = ", ".join(value.mapped("display_name"))
        elif field.type == "selection":
            text = dict(field._description_selection(self.env)).get(value, value)
        elif field.type == "date":
            text = format_date(self.env, value)
        elif field.type == "datetime":
            text = format_datetime(self.env, value)
        elif field.type == "monetary":
            currency = self[field.get_currency_field(self)]
            text = formatLang(self.env, value, currency_obj=currency)
        elif field.type == "float":
            text = formatLang(self.env, value)
        elif field.type == "html":
            text = html2plaintext(value)
        elif field.type == "boolean":
            text = self.env._("Yes")
        else:
            text = str(value)
        return text[:LONGEST_VALUE].strip()

    def _preview_moves(self):
        """[{label, counts by record}] of what refers to the records."""
        counts = {}
        for label, record_id, count in self._count_references():
            by_record = counts.setdefault(label, {})
            by_record[record_id] = by_record.get(record_id, 0) + count
        return [
            {
                "label": label,
                "counts": {
                    i: formatLang(self.env, n, digits=0) for i, n in found.items()
                },
            }
            for label, found in counts.items()
        ]

    def _count_references(self):
        references = self.env["crm.merge.log"]._references(self._name)
        references = sorted(
            (r for r in references if r.kind != "reference"),
            key=lambda r: (r.table not in TABLES, r.table),
        )
        parts = []
        for number, reference in enumerate(references):
            is_done = SQL("false")
            if reference.table == "mail_activity":
                is_done = SQL("NOT active")
            parts.append(
                SQL(
                    "SELECT %s, %s, %s, COUNT(*) FROM %s WHERE %s GROUP BY 2, 3",
                    number,
                    SQL.identifier(reference.column),
                    is_done,
                    SQL.identifier(reference.table),
                    reference.condition(self._name, self.ids),
                )
            )
        if not parts:
            return
        # SQL: numbers alone, of rows that refer to records the user may see
        labels = self._reference_labels()
        seen = set()
        rows = self.env.execute_query(SQL(" UNION ALL ").join(parts))
        for number, record_id, is_done, count in sorted(rows):
            table = references[number].table
            # A meeting refers to a lead in two ways.
            if (table, record_id, is_done) in seen or table not in labels:
                continue
            seen.add((table, record_id, is_done))
            label = labels[table]
            if is_done:
                label = self.env._("Activities that are done")
            yield label, record_id, count

    def _reference_labels(self):
        """{table: what people call its rows}"""
        labels = {}
        names = dict(
            # sudo: the names of models, which users see in many places
            self.env["ir.model"]
            .sudo()
            .search([("transient", "=", False)])
            .mapped(lambda m: (m.model, m.name))
        )
        for name, model in self.env.registry.models.items():
            if not model._abstract and model._auto:
                labels[model._table] = names.get(name, name)
        for field in self._fields.values():
            if field.type == "many2many" and field.store and not field.inherited:
                labels[field.relation] = field._description_string(self.env)
        return labels | {
            "mail_message": self.env._("Messages"),
            "ir_attachment": self.env._("Files"),
            "mail_activity": self.env._("Activities"),
            "calendar_event": self.env._("Meetings"),
            "mail_followers": self.env._("Followers"),
        }

    def _preview_reasons(self):
        """What these records have in common, in words."""
        names = self._kind_names()
        found = set()
        for record_id, others in self._similar_reasons().items():
            for other_id, kinds in others.items():
                if record_id in self.ids and other_id in self.ids:
                    found.update(kinds)
        return [names[kind] for kind in sorted(found)]
