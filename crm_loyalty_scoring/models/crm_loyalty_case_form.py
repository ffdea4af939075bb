from odoo import api, fields, models


class CrmLoyaltyCase(models.Model):
    _inherit = "crm.loyalty.case"

    # The record that was created, if the program has a form of its own.

    form_model = fields.Char(readonly=True, copy=False)
    form_id = fields.Many2oneReference(
        model_field="form_model", readonly=True, copy=False
    )
    form_error = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Why the form of the program could not be created.",
    )

    def action_view_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.form_model,
            "res_id": self.form_id,
            "view_mode": "form",
        }

    def action_retry_form(self):
        """Create the forms that failed, now that the mapping was corrected."""
        self.check_access("write")
        # sudo: forms are created with all rights, as the first time
        self.sudo().filtered("form_error")._create_forms()

    @api.model
    def _retry_forms(self):
        self.search([("form_error", "!=", False)])._create_forms()

    def _create_forms(self):
        """Create the record that the program wants for each case, and put it into the
        inbox of its owner. What fails waits, with the reason, for another try: whoever
        changes the points is never held up."""
        forms = self.env["crm.loyalty.form"].search(
            [("program_id", "in", self.program_id.ids)]
        )
        by_program = {(form.program_id, form.kind): form for form in forms}
        plain = self.browse()
        for key, cases in self.grouped(
            lambda case: (case.program_id, case.kind)
        ).items():
            form = by_program.get(key)
            if not form:
                plain |= cases
                continue
            try:
                with self.env.cr.savepoint():
                    records = form._create_records(cases)
                    cases._link_forms(records)
            except Exception as error:
                cases.write({"form_error": str(error) or type(error).__name__})
                cases._warn_manager(form)
        plain.write({"form_error": False})
        plain._schedule_follow_up()

    def _link_forms(self, records):
        for case, record in zip(self, records, strict=True):
            case.write(
                {
                    "form_model": record._name,
                    "form_id": record.id,
                    "form_error": False,
                    "stage": "done",
                }
            )
        if not isinstance(records, self.pool["mail.activity.mixin"]):
            self._schedule_follow_up()
            return
        for case, record in zip(self, records, strict=True):
            case._schedule_follow_up(record)

    def _warn_manager(self, form):
        """A failed form lands in the inbox of whoever answers for the program."""
        user = form.program_id.user_id
        cases = self.filtered(lambda case: not case.activity_ids)
        if user and cases:
            cases.with_context(mail_activity_quick_update=True).activity_schedule(
                "mail.mail_activity_data_todo",
                summary=cases.with_context(lang=user.lang).env._(
                    "The form could not be created"
                ),
                note=cases[0].form_error,
                user_id=user.id,
            )
