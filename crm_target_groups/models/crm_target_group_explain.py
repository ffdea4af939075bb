from odoo import models
from odoo.fields import Domain

from .. import rule_domain
from .crm_target_group_person import IDENTITY_FIELDS
from .crm_target_group_rule import RULES


class CrmTargetGroup(models.Model):
    """Why a contact or a lead is in a group, or why not."""

    _inherit = "crm.target.group"

    def _explain(self, identity):
        """The reasons, one by one: a list of (holds, text); the first is the verdict.

        `holds` is True or False for what speaks for and against membership, None for
        what only informs. Rules of the user apply: of groups that he does not see he
        hears nothing.
        """
        self.ensure_one()
        identity.check_access("read")
        column = IDENTITY_FIELDS[identity._name]
        members = self.env["crm.target.group.member"].with_context(active_test=False)
        rows = members.search(
            [
                ("group_id", "in", self._effective_groups().ids),
                (column, "=", identity.id),
            ]
        )
        verdict = (
            self.env._("In this group") if rows else self.env._("Not in this group")
        )
        reasons = [(bool(rows), verdict)]
        reasons += [(True, self._explain_row(row)) for row in rows]
        if rows and not identity.active:
            reasons.append(
                (None, self.env._("Archived: counted and addressed nowhere."))
            )
        left_out = self.env["crm.target.group.exclusion"].search(
            [("group_id", "=", self.id), (column, "=", identity.id)]
        )
        if left_out:
            reasons.append((False, self._explain_left_out(left_out)))
        if self.is_smart:
            reasons += self._explain_rule(identity)
        return reasons

    def _explain_row(self, row):
        texts = {
            "manual": self.env._("Added by hand by %(user)s on %(date)s"),
            "import": self.env._("Imported from a file by %(user)s on %(date)s"),
            "rule": self.env._("Brought in by the rule on %(date)s"),
            "conversion": self.env._(
                "Customer of a lead of this group, since %(date)s"
            ),
        }
        user = row.added_by_id.sudo().name  # sudo: the name of a user
        date = self._local_date(row.added_on)
        text = texts[row.source] % {"user": user or "…", "date": date}
        if row.group_id != self:
            text = self.env._(
                "In the subgroup %(group)s: %(reason)s",
                group=row.group_id.complete_name,
                reason=text,
            )
        return text

    def _explain_left_out(self, exclusion):
        return self.env._(
            "Left out for good by %(user)s on %(date)s",
            user=exclusion.added_by_id.sudo().name or "…",  # sudo: the name of a user
            date=self._local_date(exclusion.added_on),
        )

    def _explain_rule(self, identity):
        """Each condition of the rule and whether it holds, as the owner sees it."""
        scope, _fname = RULES[identity._name]
        reasons = []
        if self[scope] == "none":
            reasons.append((None, self.env._("The rule brings in none of this kind.")))
        elif self[scope] == "all":
            reasons.append((True, self.env._("The rule brings in all of this kind.")))
        else:
            reasons += self._explain_conditions(identity)
        for groups, holds, text in (
            (
                self.include_group_ids,
                True,
                self.env._("Member of the included group %s"),
            ),
            (
                self.exclude_group_ids,
                False,
                self.env._("Member of the excluded group %s"),
            ),
        ):
            inside = groups.filtered(
                lambda group: identity.filtered_domain(
                    [("target_group_ids", "child_of", group.id)]
                )
            )
            reasons += [(holds, text % group.complete_name) for group in inside]
        if self.refresh_date:
            reasons.append(
                (
                    None,
                    self.env._(
                        "Members as of %s.", self._local_date(self.refresh_date)
                    ),
                )
            )
        return reasons

    def _explain_conditions(self, identity):
        try:
            parts = rule_domain.parts(self._parse_rule(identity._name))
            # sudo: the rule sees what its owner sees, whoever asks
            records = self.sudo()._as_owner().env[identity._name]
            return [
                (
                    bool(records.search_count(part & Domain("id", "=", identity.id))),
                    rule_domain.describe(part, records.with_env(self.env)),
                )
                for part in parts
            ]
        except Exception as error:  # the rule of a user: anything may be wrong with it
            return [(None, self.env._("The rule does not work: %s", error))]

    def _local_date(self, moment):
        return self.env["ir.qweb.field.datetime"].value_to_html(moment, {})
