from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..form_values import TOKENS, is_accepted, value_of
from .crm_loyalty_item_type import REFUSED_PREFIXES

REFUSED_MODELS = ("account.move", "account.move.line", "res.groups", "res.users")
MAGIC = {"id", "create_uid", "create_date", "write_uid", "write_date", "display_name"}


class CrmLoyaltyForm(models.Model):
    """Which record is created when a contact of a program reaches a level, or leaves
    one, and how it is filled.

    Without a form, the case itself is what the owner works on. With one, the case keeps
    what happened and leads to the record. Forms are created with all rights, so only
    administrators of the database define them.
    """

    _name = "crm.loyalty.form"
    _description = "Loyalty Form Type"
    _rec_name = "model_id"
    _order = "program_id, kind"

    program_id = fields.Many2one(
        "crm.loyalty.program", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(
        [("entry", "Entry"), ("exit", "Exit")], required=True, default="entry"
    )
    model_id = fields.Many2one(
        "ir.model",
        string="Form",
        required=True,
        ondelete="cascade",
        domain=[("transient", "=", False), ("abstract", "=", False)],
    )
    model = fields.Char(string="Model Name", related="model_id.model")
    active = fields.Boolean(default=True)
    line_ids = fields.One2many("crm.loyalty.form.line", "form_id", string="Fields")

    _program_uniq = models.UniqueIndex(
        "(program_id, kind) WHERE active",
        "This program already has a form of that kind.",
    )

    @api.constrains("model_id", "line_ids")
    def _check_mapping(self):
        for form in self:
            if problem := form._find_problem():
                raise ValidationError(problem)

    def action_test(self):
        """Create a form as if somebody had just reached a level, and take it back."""
        self.ensure_one()
        if problem := self._find_problem():
            raise UserError(problem)
        case = self._get_sample()
        try:
            with self.env.cr.savepoint() as savepoint:
                self._create_records(case)
                self.env.flush_all()
                savepoint.rollback()
        except Exception as error:
            raise UserError(
                self.env._("The form cannot be created: %s", error)
            ) from error
        finally:
            self.env.invalidate_all(flush=False)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The form can be created and filled."),
            },
        }

    def _create_records(self, cases):
        """One record per case."""
        return self.env[self.model].create([self._get_values(case) for case in cases])

    def _get_values(self, case):
        Model, values = self.env[self.model], {}
        for line in self.line_ids:
            field = Model._fields.get(line.field_name)
            if field is None:
                raise UserError(
                    self.env._(
                        "The field %(field)s does not exist any more. Correct the "
                        "mapping of the form.",
                        field=line.field_name,
                    )
                )
            values[line.field_name] = value_of(line.token, field, case, line.constant)
        owner = Model._fields.get("user_id")
        if "user_id" not in values and owner and owner.comodel_name == "res.users":
            values["user_id"] = case.user_id.id
        return values

    def _get_sample(self):
        """A case that is not stored, of the program's first level and any contact."""
        tier = self.program_id.tier_ids[:1]
        return self.env["crm.loyalty.case"].new(
            {
                "kind": self.kind,
                "program_id": self.program_id.id,
                "tier_id": tier.id,
                "partner_id": self.env.user.partner_id.id,
                "user_id": self.env.uid,
                "total_points": tier.threshold,
                "base_points": tier.threshold,
                "create_date": fields.Datetime.now(),
            }
        )

    def _find_problem(self):
        """Why the form cannot be created, or None."""
        Model = self.env.get(self.model)
        if (
            Model is None
            or Model._abstract
            or Model._transient
            or self.model in REFUSED_MODELS
            or self.model.startswith(REFUSED_PREFIXES)
        ):
            return self.env._(
                "Records of the model %(model)s cannot be forms. Choose another one.",
                model=self.model_id.name,
            )
        for line in self.line_ids:
            if problem := line._find_problem(Model):
                return problem
        mapped = {*self.line_ids.mapped("field_name"), *MAGIC}
        required = [
            name
            for name, field in Model._fields.items()
            if field.required
            and field.store
            and not field.compute
            and not field.related
            and name not in mapped
        ]
        given = Model.default_get(required)
        missing = [
            Model._fields[name]._description_string(self.env)
            for name in required
            if not given.get(name) and Model._fields[name].type != "boolean"
        ]
        if missing:
            return self.env._(
                "The form cannot be created without %(fields)s. Map these fields, or "
                "give them a constant.",
                fields=", ".join(missing),
            )
        return None


class CrmLoyaltyFormLine(models.Model):
    """One field of a form and what it is filled with."""

    _name = "crm.loyalty.form.line"
    _description = "Loyalty Form Field"
    _rec_name = "field_name"

    form_id = fields.Many2one(
        "crm.loyalty.form", required=True, ondelete="cascade", index=True
    )
    model = fields.Char(related="form_id.model")
    # a name, not a record: a field that is removed leaves a mapping that says so
    field_name = fields.Char(string="Field", required=True)
    token = fields.Selection(TOKENS, string="Value", required=True)
    constant = fields.Char()

    _field_uniq = models.Constraint(
        "UNIQUE(form_id, field_name)", "This field is filled already."
    )

    @api.constrains("field_name", "token", "constant")
    def _check_field(self):
        self.form_id._check_mapping()

    def _find_problem(self, Model):
        field = Model._fields.get(self.field_name)
        if field is None or not field.store or field.name in MAGIC:
            return self.env._(
                "%(field)s is no field that can be filled. Choose another one.",
                field=self.field_name,
            )
        label = field._description_string(self.env)
        token = dict(self._fields["token"]._description_selection(self.env))[self.token]
        if not is_accepted(self.token, field):
            return self.env._(
                "%(field)s cannot hold “%(value)s”. Choose a field of another type.",
                field=label,
                value=token,
            )
        if self.token == "constant":
            try:
                value_of("constant", field, None, self.constant or "")
                valid = field.type != "selection" or self.constant in dict(
                    field._description_selection(self.env)
                )
            except ValueError:
                valid = False
            if not valid:
                return self.env._(
                    "“%(constant)s” does not fit into %(field)s.",
                    constant=self.constant or "",
                    field=label,
                )
        return None
