from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..selection import shown
from .crm_target_group_person import IDENTITY_FIELDS


class CrmTargetGroupMember(models.Model):
    """The people of groups are distributed among salespeople.

    In turn, person by person: a lead goes to the one whom its customer goes to. Through
    the ORM, whose rules and hooks decide about each contact and lead.
    """

    _inherit = "crm.target.group.member"

    def _assign(self, domain, users):
        """Make `users` responsible for the contacts and leads of members, in turn."""
        users = users.filtered(lambda user: user.active and not user.share)
        if not users:
            raise UserError(self.env._("Choose who is to be responsible."))
        members = self.search(domain, order="id")
        batch = self.env["crm.target.group.batch"]._open("assign", members.group_id)
        turns, done, refused = {}, [], 0
        for model, fname in IDENTITY_FIELDS.items():
            records = members[fname]
            editable = records._filtered_access("write")
            refused += len(records - editable)
            shares = dict.fromkeys(users, editable.browse())
            for record in editable:
                person = record if fname == "partner_id" else record.partner_id
                key = person or record
                turn = turns.setdefault(key, users[len(turns) % len(users)])
                shares[turn] |= record
            for user, share in shares.items():
                changed = share - share.filtered_domain([("user_id", "=", user.id)])
                done += [
                    (model, record.id, record.user_id.id, user.id) for record in changed
                ]
                changed.write({"user_id": user.id})
        return batch._close(assigned=len(done), no_access=refused, assignments=done)


class CrmTargetGroupBatch(models.Model):
    _inherit = "crm.target.group.batch"

    operation = fields.Selection(
        selection_add=[("assign", "Salesperson set")], ondelete={"assign": "cascade"}
    )
    assigned = fields.Integer(readonly=True)
    # (model, id, salesperson before, salesperson since) of each contact and lead
    assignments = fields.Json(readonly=True)

    def _count_texts(self):
        return super()._count_texts() | {
            "assigned": self.env._(
                "%s have a new salesperson", shown(self.env, self.assigned)
            )
        }

    def _always_counted(self):
        return {"assigned"} if self.operation == "assign" else super()._always_counted()

    def _undo(self):
        """Who is responsible since, and not changed again, has the one before."""
        if self.operation != "assign":
            return super()._undo()
        before = {}
        for model, record_id, old, new in self.assignments or ():
            before.setdefault((model, old, new), []).append(record_id)
        for (model, old, new), ids in before.items():
            domain = Domain("id", "in", ids) & Domain("user_id", "=", new)
            # sudo: who gave a lead away may not change it any more, but take it back
            records = self.env[model].sudo().with_context(active_test=False)
            records = records.search(domain)
            records.write({"user_id": old})
