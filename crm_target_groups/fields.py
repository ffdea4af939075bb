from collections import defaultdict

from odoo import fields
from odoo.fields import Command
from odoo.tools import OrderedSet


class TargetGroups(fields.Many2many):
    """The groups of a contact or a lead: a Many2many over the table of members.

    A plain Many2many would insert its two columns only and ask for no right on the
    group. This one turns its commands into `_add_identities` and `_remove_identities`
    of the groups, whoever writes them: a form, an import, a default value, a duplicate.
    """

    def write_real(self, records_commands_list, create=False):
        if not records_commands_list:
            return
        records = records_commands_list[0][0].browse()
        groups = records.env[self.comodel_name]
        added, removed = defaultdict(list), defaultdict(list)
        for records, commands in records_commands_list:
            commands = [self._settle(groups, command) for command in commands]
            # Archived groups are groups too: replacing the visible ones keeps them.
            for record in records.with_context(active_test=False):
                old = OrderedSet(() if create else record[self.name].ids)
                new = self._apply(commands, old)
                for group_id in new - old:
                    added[group_id].append(record.id)
                for group_id in old - new:
                    removed[group_id].append(record.id)
        for ids, group_ids in self._by_records(added):
            groups.browse(group_ids)._add_identities(records._name, record_ids=ids)
        for ids, group_ids in self._by_records(removed):
            groups.browse(group_ids)._remove_identities(records._name, record_ids=ids)

    @staticmethod
    def _settle(groups, command):
        """Carry out what a command does to a group itself; return what is left."""
        operation, group_id, value = (*command, 0, 0)[:3]
        if operation == Command.CREATE:
            return Command.link(groups.create(value).id)
        if operation == Command.UPDATE:
            groups.browse(group_id).write(value)
            return Command.link(group_id)
        if operation == Command.DELETE:
            groups.browse(group_id).unlink()
            return Command.unlink(group_id)
        return operation, group_id, value

    @staticmethod
    def _apply(commands, group_ids):
        group_ids = OrderedSet(group_ids)
        for operation, group_id, value in commands:
            if operation == Command.LINK:
                group_ids.add(group_id)
            elif operation == Command.UNLINK:
                group_ids.discard(group_id)
            else:
                group_ids = OrderedSet(value if operation == Command.SET else ())
        return group_ids

    @staticmethod
    def _by_records(pairs):
        """Groups that get the same records together: one statement adds them."""
        groups = defaultdict(list)
        for group_id, ids in pairs.items():
            groups[tuple(ids)].append(group_id)
        return groups.items()
