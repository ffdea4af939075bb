from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.i18n import format_list

from .. import statements
from ..selection import shown


class CrmTargetGroupBatch(models.Model):
    """One bulk operation on the members of groups, which can be undone as a whole.

    Members, stays and people left out carry its id. Opened before the statements run
    (`_open`) and closed with what they did (`_close`); nobody else writes it.
    """

    _name = "crm.target.group.batch"
    _description = "Bulk Operation on Target Groups"
    _order = "id desc"

    operation = fields.Selection(
        [
            ("add", "Added"),
            ("import", "Imported"),
            ("remove", "Taken out"),
            ("move", "Moved"),
            ("copy", "Copied"),
        ],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="cascade"
    )
    group_ids = fields.Many2many(
        "crm.target.group", "crm_target_group_batch_rel", readonly=True
    )
    added = fields.Integer(readonly=True)
    already = fields.Integer(readonly=True)
    excluded = fields.Integer(readonly=True)
    no_access = fields.Integer(readonly=True)
    removed = fields.Integer(readonly=True)
    undone_on = fields.Datetime(readonly=True)

    @api.model
    def _open(self, operation, groups):
        # sudo: operations are recorded for users, never written by them
        batch = self.sudo().create(
            {
                "operation": operation,
                "user_id": self.env.uid,
                "group_ids": groups.ids,
            }
        )
        return batch.with_env(self.env)

    def _close(self, **counts):
        # sudo: as above
        self.sudo().write(counts)
        return self

    def _message(self):
        """What the operation did, in one sentence or two."""
        self.ensure_one()
        texts = self._count_texts()
        always = self._always_counted()
        counts = [text for name, text in texts.items() if name in always or self[name]]
        counted = format_list(self.env, counts, style="unit")
        if len(self.group_ids) != 1:
            return counted
        return self.env._(
            "%(group)s: %(counts)s.",
            group=self.group_ids.complete_name,
            counts=counted,
        )

    def _always_counted(self):
        """Hook: numbers that are told although they are nothing."""
        return {"removed"} if self.operation == "remove" else {"added", "already"}

    def _count_texts(self):
        """Hook: {field with a number: the number in words}."""
        return {
            "added": self.env._("%s added", shown(self.env, self.added)),
            "already": self.env._("%s already in", shown(self.env, self.already)),
            "removed": self.env._("%s taken out", shown(self.env, self.removed)),
            "excluded": self.env._(
                "%s left out for good", shown(self.env, self.excluded)
            ),
            "no_access": self.env._(
                "%s without access", shown(self.env, self.no_access)
            ),
        }

    def _report(self):
        """What the window shows after an operation, with its button to undo."""
        return {"batch_id": self.id, "message": self._message()}

    def action_undo(self):
        """As if the operation had never been; what was done later stays."""
        self.ensure_one()
        if (
            self.user_id != self.env.user
            and not self.env["crm.target.group"]._manages()
        ):
            raise AccessError(self.env._("Only who did an operation can undo it."))
        # Two clicks at once: the second one is refused.
        self.lock_for_update()
        if self.undone_on:
            raise UserError(self.env._("This operation is undone already."))
        self._undo()
        self._close(undone_on=fields.Datetime.now())
        self.env["crm.target.group.member"]._invalidate()
        return {"message": self.env._("Undone.")}

    def _undo(self):
        """Hook: take back what the operation did."""
        self.group_ids.check_access("write")
        for statement in statements.undo(self.id, self.group_ids.ids):
            self.env.execute_query(statement)
