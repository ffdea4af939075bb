import logging
import time
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .. import history_statements, refresh_statements, statements
from .crm_target_group_person import IDENTITY_FIELDS
from .crm_target_group_rule import RULE_FIELDS, RULES

_logger = logging.getLogger(__name__)


class _Guarded(Exception):
    """A refresh that waits for somebody to confirm it: what it did is rolled back."""


INTERVALS = {"hourly": timedelta(hours=1), "daily": timedelta(days=1)}


class CrmTargetGroup(models.Model):
    """Refreshing a smart group: its members become those of its rule.

    The rule is evaluated with the rights of the owner, into a temporary table; then the
    differences are applied. Whatever goes wrong, the members stay as they are, and the
    group says why. A refresh that would drop more than `max_drop_percent` of the
    members waits for somebody to confirm it. Screens never refresh, they say how old
    the members are; who uses a group that is refreshed on use calls `_refresh_for_use`.
    """

    _inherit = "crm.target.group"

    refresh_mode = fields.Selection(
        [
            ("manual", "By hand"),
            ("on_use", "Whenever it is used"),
            ("hourly", "Every hour"),
            ("daily", "Every day"),
        ],
        string="Refresh",
        required=True,
        default="daily",
    )
    max_drop_percent = fields.Integer(
        string="Ask before Dropping (%)",
        default=50,
        help="A refresh that would drop more than this share of the members brought in "
        "by the rule changes nothing until somebody confirms it.",
    )
    refresh_state = fields.Selection(
        [
            ("stale", "Not refreshed yet"),
            ("ok", "Up to date"),
            ("error", "The rule does not work"),
            ("guarded", "Waits for confirmation"),
        ],
        default="stale",
        readonly=True,
        copy=False,
    )
    refresh_message = fields.Char(readonly=True, copy=False)
    refresh_date = fields.Datetime(string="Members as of", readonly=True, copy=False)
    refresh_duration = fields.Float(string="Seconds", readonly=True, copy=False)

    _drop_percent_range = models.Constraint(
        "CHECK (max_drop_percent BETWEEN 0 AND 100)",
        "The share of members that may be dropped lies between 0 and 100 %.",
    )

    def write(self, vals):
        result = super().write(vals)
        if not RULE_FIELDS.isdisjoint(vals):
            # sudo: readonly fields, which the rule drags along
            smart = self.sudo().filtered("is_smart")
            smart.write({"refresh_state": "stale", "refresh_message": False})
        return result

    def action_refresh(self):
        """Refresh now; a guarded group has asked, and this is the answer."""
        self.check_access("write")
        if static := self.filtered(lambda group: not group.is_smart):
            raise UserError(
                self.env._("“%s” is filled by hand: it has no rule.", static[0].name)
            )
        for group in self._refresh_order():
            group._refresh(force=group.refresh_state == "guarded")

    def action_convert_to_static(self):
        """Freeze: the members stay as they are, the rule is given up."""
        self.write({"group_type": "static"})
        # Statement: any number of members at once; the right is that to the group.
        self.env.execute_query(statements.freeze(self.ids))
        self.env["crm.target.group.member"]._invalidate()

    def _refresh_for_use(self):
        """To be called before the members of these groups are used for something."""
        # sudo: who may use a group sets its rule to work, with the rights of its owner
        groups = self.sudo()._effective_groups().filtered("is_smart")
        for group in groups._refresh_order(with_sources=True):
            if group.refresh_mode == "on_use":
                group._refresh()

    @api.model
    def _cron_refresh(self):
        """Refresh the groups whose time has come, those that others read first."""
        now = fields.Datetime.now()
        due = self.search(
            Domain("group_type", "=", "smart")
            & Domain.OR(
                Domain("refresh_mode", "=", mode)
                & (
                    Domain("refresh_date", "=", False)
                    | Domain("refresh_date", "<=", now - interval)
                )
                for mode, interval in INTERVALS.items()
            )
        )
        order = due._refresh_order()
        self.env["ir.cron"]._commit_progress(remaining=len(order))
        for group in order:
            group._refresh()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _refresh_order(self, with_sources=False):
        """These smart groups, each after those whose members its rule reads.

        :param with_sources: those others, too
        """
        # sudo: which group reads which is needed to order those the user may refresh
        sources = self.sudo().search([("group_type", "=", "smart")])._source_groups()
        order, seen = [], set()

        def visit(group_id):
            if group_id in seen:
                return
            seen.add(group_id)
            for source in sorted(sources.get(group_id, ())):
                visit(source)
            order.append(group_id)

        for group_id in self.ids:
            visit(group_id)
        wanted = sources if with_sources else set(self.ids)
        return self.browse(group_id for group_id in order if group_id in wanted)

    def _refresh(self, force=False):
        """Refresh one group; what goes wrong is told in the group, not raised."""
        self.ensure_one()
        # sudo: the state is written by the refresh alone, whoever starts it
        group = self.sudo()
        if not self.env.execute_query(refresh_statements.lock(self.id))[0][0]:
            return  # another transaction is at it
        started = time.perf_counter()
        now = fields.Datetime.now()
        values = {"refresh_state": "ok", "refresh_message": False, "refresh_date": now}
        try:
            with self.env.cr.savepoint():
                group._apply_rule(force)
        except OperationalError:
            raise  # a conflict with another transaction: Odoo tries again
        except _Guarded as guarded:
            values = {"refresh_state": "guarded", "refresh_message": str(guarded)}
        except Exception as error:  # the rule of a user: anything may be wrong with it
            _logger.info("Target group %s: refresh failed: %r", self.id, error)
            values = {"refresh_state": "error", "refresh_message": str(error)}
        self.env["crm.target.group.member"]._invalidate()
        group.write(values | {"refresh_duration": time.perf_counter() - started})

    def _apply_rule(self, force):
        """Make the members those of the rule; raise if nothing of it may stay."""
        self._check_rule()
        self._collect_wanted()
        query = self.env.execute_query
        now, uid = self.env.cr.now(), self.env.uid
        end_stays = history_statements.end_stays(uid, now, "unmatched")
        dropped = 0
        for column in IDENTITY_FIELDS.values():
            [(count,)] = query(refresh_statements.drop(column, self.id, end_stays))
            dropped += count
        present = dropped
        if dropped and not force:
            [(left,)] = query(refresh_statements.count(self.id))
            present += left
        if dropped * 100 > present * self.max_drop_percent and not force:
            raise _Guarded(
                self.env._(
                    "A refresh would drop %(dropped)s of %(present)s members. Nothing "
                    "has changed. Check the rule, then refresh again to confirm.",
                    dropped=dropped,
                    present=present,
                )
            )
        for column in IDENTITY_FIELDS.values():
            query(refresh_statements.add(column, self.id, uid, now))

    def _collect_wanted(self):
        """Fill the temporary table with whom the rule wants, as the owner sees them."""
        group = self._as_owner()
        members = group.env["crm.target.group.member"]
        included = group.include_group_ids._effective_groups()
        excluded = group.exclude_group_ids._effective_groups()
        query = self.env.execute_query
        self.env.flush_all()
        for statement in refresh_statements.create():
            query(statement)
        for model, column in IDENTITY_FIELDS.items():
            for identities in group._wanted_selects(model):
                query(refresh_statements.want(column, identities))
            # Through the members, whose rules keep to the groups that the owner sees.
            for groups, step in (
                (included, refresh_statements.want),
                (excluded, refresh_statements.unwant),
            ):
                if groups:
                    inside = members._search([("group_id", "in", groups.ids)])
                    query(step(column, statements.people(column, inside)))
            left_out = refresh_statements.left_out(column, self.id)
            query(refresh_statements.unwant(column, left_out))
        query(refresh_statements.analyse())

    def _wanted_selects(self, model):
        scope, _fname = RULES[model]
        if self[scope] == "none":
            return []
        domain = Domain.TRUE if self[scope] == "all" else self._parse_rule(model)
        return [self.env[model]._search(domain).select()]

    def _as_owner(self):
        """The group with the rights of its owner, in the company of the group."""
        owner = self.user_id
        if not owner.active:
            raise UserError(
                self.env._(
                    "%s, the owner of the group, is archived. Give it to somebody "
                    "else.",
                    owner.name,
                )
            )
        companies = (self.company_id & owner.company_ids) or owner.company_ids
        return self.with_user(owner).with_context(
            allowed_company_ids=companies.ids, lang=owner.lang, tz=owner.tz
        )
