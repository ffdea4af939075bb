from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .. import statements
from ..selection import selected
from .crm_target_group_person import IDENTITY_FIELDS


class CrmTargetGroup(models.Model):
    """Bulk operations on members, as people ask for them: each is one batch.

    Public methods are called by the window and answer with what it shows: the numbers,
    and the batch, which a click on "Undo" takes back.
    """

    _inherit = "crm.target.group"

    def add_people(self, model, domain=None, record_ids=None):
        """Add all that match a search, however many, or those that are ticked."""
        self.ensure_one()
        if model not in self._people_models():
            raise UserError(self.env._("Only contacts and leads can be in a group."))
        return self._add_batch(
            "add", model, domain=domain, record_ids=record_ids
        )._report()

    @api.model
    def _people_models(self):
        """Hook: the models that people can be taken from."""
        return {"res.partner", "crm.lead", "crm.target.group.member"}

    def _add_selection(self):
        """Add what is ticked in the list of contacts or leads."""
        model = self.env.context["active_model"]
        return self._add_batch("add", model, **selected(self.env))

    def _add_batch(self, operation, model, source="manual", **people):
        batch = self.env["crm.target.group.batch"]._open(operation, self)
        counts = self._add_identities(model, source=source, batch=batch, **people)
        return batch._close(**counts)

    def receive_members(self, is_copy, domain=None, record_ids=None):
        """Move, or copy, members of other groups into this one."""
        self.ensure_one()
        self.check_access("write")
        members = self.env["crm.target.group.member"]
        domain = Domain("id", "in", record_ids) if domain is None else Domain(domain)
        domain &= Domain("group_id", "!=", self.id)
        sources = members.group_id if is_copy else members._groups_of(domain)
        batch = self.env["crm.target.group.batch"]._open(
            "copy" if is_copy else "move", self | sources
        )
        counts = self._add_identities(members._name, domain=domain, batch=batch)
        if not is_copy:
            # Whoever could not come in here does not leave there either.
            arrived = Domain.OR(
                Domain(column, "in", statements.inside(column, self.ids))
                for column in IDENTITY_FIELDS.values()
            )
            counts["removed"] = members._delete(domain & arrived, batch)
        return batch._close(**counts)._report()

    def action_undo_last(self):
        """Take back the last bulk operation of the user on this group."""
        self.ensure_one()
        self.check_access("write")
        batch = self.env["crm.target.group.batch"].search(
            [
                ("group_ids", "in", self.ids),
                ("user_id", "=", self.env.uid),
                ("undone_on", "=", False),
            ],
            limit=1,
        )
        if not batch:
            raise UserError(
                self.env._("You have done nothing on this group that can be undone.")
            )
        message = batch._message()
        batch.action_undo()
        return {"message": self.env._("Undone: %s", message)}

    def duplicate_with_members(self):
        """A copy of the group beside it, with its subgroups and the members of all.

        The copy of a private group is private to whoever made it.
        """
        self.ensure_one()
        copies = {}
        level = self
        while level:
            vals_list = level.copy_data()
            for group, vals in zip(level, vals_list, strict=True):
                vals.pop("user_id", None)
                vals["is_private"] = group.is_private
                if group.parent_id in copies:
                    vals |= {
                        "name": group.name,
                        "parent_id": copies[group.parent_id].id,
                    }
            copies |= zip(level, self.create(vals_list), strict=True)
            level = level.child_ids
        members = self.env["crm.target.group.member"]
        members._duplicate({group.id: copy.id for group, copy in copies.items()})
        return copies[self].id
