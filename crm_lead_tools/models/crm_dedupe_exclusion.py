from odoo import api, fields, models
from odoo.tools import SQL


class CrmDedupeExclusion(models.Model):
    """Two leads, or two contacts, that somebody has called different persons.

    They are never shown as similar again, nor merged by a run, until the row is
    deleted. `first_id` is the smaller of the two ids.
    """

    _name = "crm.dedupe.exclusion"
    _description = "Not a Duplicate"
    _order = "id desc"

    res_model = fields.Selection(
        [("crm.lead", "Leads"), ("res.partner", "Contacts")],
        string="Kind of Record",
        required=True,
        readonly=True,
    )
    first_id = fields.Many2oneReference(model_field="res_model", required=True)
    second_id = fields.Many2oneReference(model_field="res_model", required=True)
    first_name = fields.Char("One", compute="_compute_names")
    second_name = fields.Char("Other", compute="_compute_names")

    _pair_uniq = models.Constraint(
        "UNIQUE(first_id, second_id, res_model)",
        "These two are known to be different already.",
    )
    _ordered = models.Constraint(
        "CHECK (first_id < second_id)", "The smaller id comes first."
    )

    @api.depends("res_model", "first_id", "second_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_names(self):
        for model, exclusions in self.grouped("res_model").items():
            ids = exclusions.mapped("first_id") + exclusions.mapped("second_id")
            records = self.env[model].browse(ids).exists()
            names = {r.id: r.display_name for r in records._filtered_access("read")}
            hidden = self.env._("(not visible to you)")
            for exclusion in exclusions:
                exclusion.first_name = names.get(exclusion.first_id, hidden)
                exclusion.second_name = names.get(exclusion.second_id, hidden)

    @api.model
    def _remember(self, records):
        """Each of these is another person than all the others."""
        ids = sorted(records.ids)
        # SQL: who says so twice changes nothing; any number of pairs at once
        self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_dedupe_exclusion
                       (res_model, first_id, second_id, create_uid, create_date,
                        write_uid, write_date)
                SELECT %(model)s, one.id, other.id, %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(%(ids)s) AS one(id)
                  JOIN unnest(%(ids)s) AS other(id) ON one.id < other.id
           ON CONFLICT DO NOTHING
                """,
                model=records._name,
                ids=ids,
                uid=self.env.uid,
                now=self.env.cr.now(),
            )
        )
        self.invalidate_model()

    @api.model
    def _others(self, record):
        """The ids of those that one record is different from."""
        # sudo: what somebody found out counts for all
        found = self.sudo().search(
            [
                ("res_model", "=", record._name),
                "|",
                ("first_id", "=", record.id),
                ("second_id", "=", record.id),
            ]
        )
        return {*found.mapped("first_id"), *found.mapped("second_id")} - {record.id}
