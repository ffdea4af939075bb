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
        positive = operator.removeprefix("not ")
        groups = self._named_groups(positive, value)
        if groups is NotImplemented:
            return NotImplemented
        any_group = self.env["crm.target.group"]
        if positive == "in" and False in value:
            any_group = any_group.search(Domain.TRUE)
        if operator == positive:
            domain = groups._inside_domain(self._name)
            return (
                domain | any_group._outside_domain(self._name) if any_group else domain
            )
        domain = groups._outside_domain(self._name)
        return domain & any_group._inside_domain(self._name) if any_group else domain

    @api.model
    def _named_groups(self, operator, value):
        """The groups, among those the user sees, that a condition speaks of."""
        groups = self.env["crm.target.group"]
        if operator == "in":
            # A group that is named by its id is found although it is archived.
            groups = groups.with_context(active_test=False)
            return groups.search([("id", "in", [id_ for id_ in value if id_])])
        if operator == "child_of":
            return groups.search(self._subtree_domain(value))
        if operator == "parent_of":
            return groups.search([("id", operator, value)])
        if operator in ("any", "any!"):
            domain = value if isinstance(value, Domain) else Domain("id", "in", value)
            return groups.search(domain)
        return NotImplemented

    @api.model
    def _subtree_domain(self, value):
        """Groups by id or by name, one or several, as hierarchy operators take them,
        and all below them. One query where ids are given: every search asks this."""
        values = [value] if isinstance(value, (int, str)) else value
        values = [value for value in values if value]
        if names := [value for value in values if not isinstance(value, int)]:
            named = Domain.OR(Domain("display_name", "ilike", name) for name in names)
            values = [value for value in values if isinstance(value, int)]
            values += self.env["crm.target.group"].search(named).ids
        return Domain("id", "child_of", values)
