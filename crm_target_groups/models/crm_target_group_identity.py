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
        # A group named by its id is found although it is archived.
        groups = self.env["crm.target.group"].with_context(active_test=False)
        if operator == "in":
            found = groups.search(Domain("id", "in", [id_ for id_ in value if id_]))
            domain = self._in_groups_domain(found)
            return domain | self._in_no_group_domain() if False in value else domain
        if operator in ("any", "any!"):
            return self._in_groups_domain(groups.search(Domain("id", "any", value)))
        if operator == "child_of":
            roots = groups.search(self._named_groups_domain(value))
            roots = roots.with_context(active_test=True)
            return self._in_groups_domain(roots._effective_groups())
        if operator == "parent_of":
            return self._in_groups_domain(groups.search([("id", operator, value)]))
        return NotImplemented

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
        groups = self.env["crm.target.group"].with_context(active_test=False)
        visible = groups.search(Domain.TRUE)
        return Domain("id", "not in", visible._member_query(self._name))
