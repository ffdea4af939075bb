from odoo import api, models
from odoo.fields import Domain


class CrmTargetGroupIdentity(models.AbstractModel):
    """What a contact and a lead have in common as members of groups.

    Each declares `target_group_ids` itself, for its own column of the table of members.
    """

    _name = "crm.target.group.identity"
    _description = "Member of Target Groups"

    @api.model
    def _search_target_group_ids(self, operator, value):
        """Resolve the groups with the rules of the user, then find their members.

        The stock search of a Many2many applies no rule to the descendants, nor to ids:
        it would find the members of private groups of other users.
        """
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        groups = self.env["crm.target.group"]
        if operator == "in":
            domain = self._in_groups_domain(self._groups_by_ids(value))
            return domain | self._in_no_group_domain() if False in value else domain
        if operator == "child_of":
            roots = groups.search(self._named_groups_domain(value))
            return self._in_groups_domain(roots._effective_groups())
        if operator == "parent_of":
            return self._in_groups_domain(groups.search([("id", operator, value)]))
        if operator in ("any", "any!"):
            domain = value if isinstance(value, Domain) else Domain("id", "in", value)
            return self._in_groups_domain(groups.search(domain))
        return NotImplemented

    @api.model
    def _groups_by_ids(self, ids):
        # A group that is named by its id is found although it is archived.
        groups = self.env["crm.target.group"].with_context(active_test=False)
        return groups.search([("id", "in", [id_ for id_ in ids if id_])])

    @api.model
    def _named_groups_domain(self, value):
        """Groups by id or by name, one or several, as hierarchy operators take them."""
        values = [value] if isinstance(value, (int, str)) else value
        return Domain.OR(
            Domain("id", "=", value)
            if isinstance(value, int)
            else Domain("display_name", "ilike", value)
            for value in values
        )

    @api.model
    def _in_groups_domain(self, groups):
        return Domain("id", "in", groups._member_query(self._name))

    @api.model
    def _in_no_group_domain(self):
        groups = self.env["crm.target.group"].search(Domain.TRUE)
        return Domain("id", "not in", groups._member_query(self._name))
