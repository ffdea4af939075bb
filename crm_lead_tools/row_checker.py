"""One row of a workbook: to the values of a lead, or to the reasons why not."""

from datetime import date
from functools import partial

from odoo.fields import Command
from odoo.tools import plaintext2html
from odoo.tools.translate import LazyTranslate

from .cells import FORMULA_ERROR, CellError, cell_text, parse_line, quote
from .lazy_text import shown
from .lookups import CREATABLE, build_lookups, may_assign_others
from .phones import restore_prefix

_lt = LazyTranslate(__name__, default_lang="en_US")


TO_CREATE = -1


class RowChecker:
    """Checks rows against the database as `env.user` sees it.

    How to use: make one for a file, call `check` for each row in the order of the file.
    Cost: some thirty queries to make, whatever the file; none to check a row, but for
    the first of each salesperson and of each team.

    :param columns: the columns that the file has
    :param salesperson, team: for the rows that name none
    :param creatable: names of columns in which a name that does not exist is right; it
        is created if `is_importing`, else TO_CREATE stands for it
    """

    def __init__(
        self, env, company, columns, salesperson, team, creatable=(), importing=False
    ):
        self.env = env
        self.company = company
        self.columns = columns
        self.currency = company.currency_id.name
        self.salesperson = salesperson
        self.team = team
        self.lookups = build_lookups(env, company, columns)
        self.creatable, self.is_importing = creatable, importing
        self._default_type = env["crm.lead"].default_get(["type"])["type"]
        self._may_assign_others = may_assign_others(env)
        self._team_ids, self._stage_ids = {}, {}
        # In the order in which they are settled.
        self.rules = {
            "name": self._settle_title,
            "state_id": self._settle_province,
            "phone": self._settle_phones,
            "email_from": self._settle_emails,
            "user_id": self._settle_salesperson,
            "team_id": self._settle_team,
            "stage_id": self._settle_stage,
            "external_id": self._settle_external_id,
            "tag_ids": self._settle_tags,
            "description": self._settle_description,
        }
        for column in columns:
            if column.kind == "many2many" and not column.field:
                self.rules[column.name] = partial(self._settle_many, column)
            elif column.field == "lead_properties":
                self.rules[column.name] = partial(self._settle_property, column)
        self.records_by_name = {}

    def check(self, cells):
        """
        :param cells: what is not blank, by Column
        :return: values for `crm.lead.create` and messages by name of column; the values
            are complete only if there is no message
        """
        vals, errors = self.parse(cells)
        self.settle(self.rules, vals, errors)
        return vals, errors

    def parse(self, cells):
        """What each cell gives, whatever the others hold."""
        vals, errors = {}, {}
        for column, cell in cells.items():
            try:
                vals[column.name] = self._parse(column, cell)
            except CellError as error:
                errors[column.name] = shown(self.env, error.message)
        return vals, errors

    def settle(self, names, vals, errors):
        """Settle what one cell alone does not decide, for these columns."""
        for name in names:
            try:
                if name not in errors:
                    self.rules[name](vals)
            except CellError as error:
                errors[name] = shown(self.env, error.message)

    def _parse(self, column, cell):
        if isinstance(cell, str) and FORMULA_ERROR.fullmatch(cell):
            raise CellError(
                _lt("The formula of this cell failed: %(value)s.", value=cell)
            )
        return column.parse(cell, self)

    def find(self, column, cell):
        """The record or value that a cell names."""
        lookup = self.lookups[column]
        if column not in self.creatable or lookup.knows(cell):
            return lookup.find(cell)
        model, field = CREATABLE[column]
        name = parse_line(cell)
        if not self.env[model].has_access("create"):
            raise CellError(
                _lt(
                    "“%(value)s” does not exist, and you may not create it.",
                    value=quote(cell),
                )
            )
        if not self.is_importing:
            return TO_CREATE
        record = self.env[model].create({field: name})
        lookup.add(record.id, [name])
        return record.id

    def jalali_date(self, cell):
        """The date that a cell gives in the Jalali calendar."""
        day = self.env["crm.lead.import"]._read_jalali_date(cell_text(cell))
        if day:
            return day
        raise CellError(
            _lt(
                "“%(value)s” is a Jalali date. Write the Gregorian one, like"
                " 2026-05-12.",
                value=quote(cell),
            )
        )

    def next_salesperson_id(self):
        """For a row that names none."""
        return self.salesperson.id

    # What one cell alone does not decide.

    def _settle_title(self, vals):
        names = [vals.pop("first_name", ""), vals.pop("last_name", "")]
        person = " ".join(filter(None, names))
        vals["contact_name"] = vals.get("contact_name") or person
        subject = vals.get("partner_name") or vals["contact_name"]
        if not vals.get("name") and not subject:
            raise CellError(
                _lt("Write a lead title, a company name or a contact name.")
            )
        vals["name"] = vals.get("name") or self.env._("Lead of %s", subject)

    def _settle_province(self, vals):
        states = self.env["res.country.state"].browse(vals.pop("state_id", ()))
        if not states:
            return
        country = self.env["res.country"].browse(vals.get("country_id"))
        home = country or self.company.country_id
        found = states.filtered(lambda state: state.country_id == home)
        if not found and not country:
            found = states
        if len(found) != 1:
            raise CellError(
                _lt(
                    "“%(province)s” is not one province of one country. Write its code,"
                    " or another country.",
                    province=states[0].name,
                )
            )
        vals["state_id"], vals["country_id"] = found.id, found.country_id.id

    def _settle_phones(self, vals):
        numbers = vals.pop("phone", [])
        country = self.env["res.country"].browse(vals.get("country_id"))
        if (country or self.company.country_id).code in ("IR", False):
            numbers = [restore_prefix(number) for number in numbers]
        vals["phone"] = (numbers or [""])[0]
        vals["other_phones"] = ", ".join(numbers[1:]) or False

    def _settle_emails(self, vals):
        emails = vals.get("email_from", "").split(", ")
        vals["email_from"] = emails[0]
        vals["other_emails"] = ", ".join(emails[1:]) or False

    def _settle_salesperson(self, vals):
        user_id = vals.get("user_id") or self.next_salesperson_id()
        vals["user_id"] = user_id
        if user_id and user_id != self.env.uid and not self._may_assign_others:
            raise CellError(
                _lt("You may only import leads for yourself or without a salesperson.")
            )

    def _settle_team(self, vals):
        vals.setdefault("type", self._default_type)
        if not vals.setdefault("team_id", self.team.id):
            key = vals.get("user_id"), vals["type"]
            if key not in self._team_ids:
                self._team_ids[key] = self._default_team_id(*key)
            vals["team_id"] = self._team_ids[key]

    def _default_team_id(self, user_id, lead_type):
        """What crm.lead would compute for each lead anew."""
        if not user_id:
            return False
        used = "use_leads" if lead_type == "lead" else "use_opportunities"
        teams = self.env["crm.team"].with_company(self.company)
        return teams._get_default_team_id(user_id, [(used, "=", True)]).id

    def _settle_stage(self, vals):
        stage = self.env["crm.stage"].browse(vals.get("stage_id"))
        team = self.env["crm.team"].browse(vals.get("team_id"))
        if not stage:
            vals["stage_id"] = self._default_stage_id(team.id)
        elif stage.team_ids and team not in stage.team_ids:
            raise CellError(
                _lt(
                    "“%(stage)s” is not a stage of the team “%(team)s”.",
                    stage=stage.name,
                    team=team.name or "",
                )
            )
        elif stage.is_won and vals.setdefault("probability", 100) != 100:
            raise CellError(
                _lt(
                    "“%(stage)s” means won: the probability is 100 then.",
                    stage=stage.name,
                )
            )

    def _default_stage_id(self, team_id):
        if team_id not in self._stage_ids:
            stages = self.env["crm.lead"]._stage_find(team_id, [("fold", "=", False)])
            self._stage_ids[team_id] = stages.id
        return self._stage_ids[team_id]

    def _settle_external_id(self, vals):
        if external_id := vals.pop("external_id", ""):
            vals["import_external_id"] = external_id

    def _settle_many(self, column, vals):
        if column.name in vals:
            vals[column.name] = [Command.set(vals[column.name])]

    def _settle_property(self, column, vals):
        if column.name not in vals:
            return
        value = vals.pop(column.name)
        if vals.get("team_id") not in column.team_ids:
            raise CellError(
                _lt("The team of this lead has no such property: leave the cell empty.")
            )
        value = str(value) if isinstance(value, date) else value
        vals["lead_properties"] = {
            **vals.get("lead_properties", {}),
            column.property_name: value,
        }

    def _settle_tags(self, vals):
        vals["tag_ids"] = [Command.set(vals.get("tag_ids", []))]

    def _settle_description(self, vals):
        vals["description"] = plaintext2html(vals.get("description", ""))
