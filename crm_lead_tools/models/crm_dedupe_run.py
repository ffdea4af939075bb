import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from .. import dedupe, identity_sql
from ..typing_errors import is_one_error
from .crm_dedupe_rule import FUZZY
from .crm_merge_log import MODELS

_logger = logging.getLogger(__name__)

# Groups above this size are shown, and never merged by themselves.
LARGEST_MERGED = 8
BATCH_SIZE = 2000


class CrmDedupeRun(models.Model):
    """One search for duplicates among all leads or contacts, or those that changed.

    A list of steps, each in its own transaction: one for each rule, sixteen for a rule
    about typing errors, then grouping and merging. The cron does one after the other,
    notices between them that somebody has cancelled, and goes on after a crash where it
    was. What it finds stands in crm.dedupe.pair until the groups are made.
    """

    _name = "crm.dedupe.run"
    _description = "Deduplication Run"
    _order = "id desc"
    _rec_name = "create_date"

    res_model = fields.Selection(
        MODELS, "Kind of Record", default="crm.lead", required=True
    )
    is_full = fields.Boolean("All Records", default=True)
    state = fields.Selection(
        [
            ("running", "Running"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
            ("failed", "Failed"),
        ],
        string="Status",
        default="running",
        required=True,
        readonly=True,
    )
    changed_since = fields.Datetime(readonly=True)
    step = fields.Integer(readonly=True)
    step_count = fields.Integer(readonly=True)
    progress = fields.Float(compute="_compute_progress")
    message = fields.Char(readonly=True)
    pair_count = fields.Integer("Pairs", readonly=True)
    group_count = fields.Integer("To Review", readonly=True)
    merged_count = fields.Integer("Merged", readonly=True)
    finished_on = fields.Datetime(readonly=True)

    @api.depends("step", "step_count", "state")
    def _compute_progress(self):
        for run in self:
            is_done = run.state == "done"
            run.progress = (
                100.0 if is_done else 100.0 * run.step / (run.step_count or 1)
            )

    @api.model_create_multi
    def create(self, vals_list):
        runs = super().create(vals_list)
        for run in runs:
            if self.search_count(
                [
                    ("state", "=", "running"),
                    ("res_model", "=", run.res_model),
                    ("id", "!=", run.id),
                ]
            ):
                raise UserError(
                    self.env._("A run is going on already. Wait for it, or cancel it.")
                )
            run.step_count = len(run._steps())
        # sudo: whoever may start a run starts the cron that does it
        self.env.ref("crm_lead_tools.ir_cron_dedupe").sudo()._trigger()
        return runs

    @api.model
    def action_start(self):
        """Search all leads, in the background."""
        model = self.env.context.get("dedupe_model", "crm.lead")
        run = self.create({"res_model": model})
        return run.get_formview_action()

    def action_cancel(self):
        self.check_access("write")
        for run in self:
            if run.state == "running":
                run.write({"state": "cancelled", "finished_on": fields.Datetime.now()})
                run._forget_pairs()

    def action_open_groups(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_lead_tools.crm_dedupe_group_action"
        )
        action["domain"] = [("res_model", "=", self.res_model)]
        return action

    # What the cron does

    @api.model
    def _cron_nightly(self):
        """Search among what has changed since the last run; all the first time."""
        for model, _label in MODELS:
            running = [("res_model", "=", model), ("state", "=", "running")]
            if self.search_count(running):
                continue
            last = self.search([("res_model", "=", model), ("state", "=", "done")])[:1]
            self.create(
                {
                    "res_model": model,
                    "is_full": not last,
                    "changed_since": last.create_date,
                }
            )

    @api.model
    def _cron_process(self):
        runs = self.search([("state", "=", "running")], order="id")
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=sum(run.step_count - run.step for run in runs))
        for run in runs:
            while run.state == "running":
                run._process_step()
                if not cron._commit_progress(1):
                    return
                run.invalidate_recordset()

    def _process_step(self):
        """Do the next step; what goes wrong is told in the run."""
        self.ensure_one()
        steps = self._steps()
        method, arguments = steps[self.step]
        try:
            with self.env.cr.savepoint():
                getattr(self, method)(*arguments)
        except OperationalError:
            raise  # a conflict with another transaction: Odoo tries again
        except Exception as error:
            _logger.exception("Deduplication run %s failed", self.id)
            self.write({"state": "failed", "message": str(error)})
            return
        self.step += 1
        if self.step >= len(steps):
            self.write({"state": "done", "finished_on": fields.Datetime.now()})

    def _steps(self):
        """[(method, arguments)]"""
        steps = []
        for kind, same_city, action in self.env["crm.dedupe.rule"]._rules(
            self.res_model
        ):
            if action == "warn":
                continue
            if kind in FUZZY:
                parts = range(dedupe.PARTS if same_city else 1)
                steps += [("_find_alike", (kind, same_city, part)) for part in parts]
            else:
                steps.append(("_find_exact", (kind, same_city)))
        return [*steps, ("_merge_certain", ()), ("_make_groups", ())]

    def _changed(self):
        """SELECT of the ids that an incremental run looks at, None for all."""
        if self.is_full or not self.changed_since:
            return None
        return SQL(
            "SELECT id FROM %s WHERE write_date >= %s",
            SQL.identifier(self.env[self.res_model]._table),
            self.changed_since,
        )

    def _find_exact(self, kind, same_city):
        self.env[self.res_model]._flush_identity()
        # SQL: set by set, whoever the records belong to; managers review the result
        self.env.cr.execute(
            dedupe.exact(self.id, self.res_model, kind, same_city, self._changed())
        )
        self.pair_count += self.env.cr.rowcount

    def _find_alike(self, kind, same_city, part):
        self.env[self.res_model]._flush_identity()
        self.env.cr.execute("SET LOCAL work_mem = '256MB'")
        found = self.env.execute_query(
            dedupe.spelled_alike(
                *(self.res_model, kind.removesuffix("_fuzzy"), same_city, part),
                self._changed(),
            )
        )
        pairs = {
            (first, second) for first, second, *keys in found if is_one_error(*keys)
        }
        self._store_pairs(kind, pairs)

    def _store_pairs(self, kind, pairs):
        firsts, seconds = map(list, zip(*pairs, strict=True)) if pairs else ([], [])
        self.env.cr.execute(
            SQL(
                "INSERT INTO crm_dedupe_pair (run_id, kind, first_id, second_id)"
                " SELECT %s, %s, * FROM unnest(%s::int[], %s::int[])",
                *(self.id, kind, firsts, seconds),
            )
        )
        self.pair_count += len(pairs)

    def _merge_certain(self):
        """Merge what rules for it found and what is beyond doubt."""
        kinds, _city_kinds = self.env["crm.dedupe.rule"]._exact_kinds(
            self.res_model, ("merge",)
        )
        if self.res_model != "crm.lead" or not kinds:
            return
        self._drop_excluded()
        query = dedupe.merge_candidates(self.id, kinds)
        pairs = self.env.execute_query(query)
        with_all = {tuple(pair) for pair in pairs}
        for ids in dedupe.clusters(pairs):
            if len(ids) > LARGEST_MERGED:
                continue
            leads = self.env["crm.lead"].browse(ids)
            survivor = leads._merge_suggested()
            # Each of them agrees with the one that is kept, not only with another.
            tails = leads.filtered(
                lambda lead, kept=survivor: (
                    tuple(sorted((lead.id, kept.id))) in with_all
                )
            )
            if tails:
                survivor._merge_reviewed(tails, {}, False, False, "run")
                self.merged_count += len(tails)

    def _drop_excluded(self):
        self.env["crm.dedupe.exclusion"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM crm_dedupe_pair pair
                 USING crm_dedupe_exclusion exclusion
                 WHERE pair.run_id = %s AND exclusion.res_model = %s
                   AND exclusion.first_id = pair.first_id
                   AND exclusion.second_id = pair.second_id
                """,
                self.id,
                self.res_model,
            )
        )

    def _make_groups(self):
        """Put who belongs together on the list to review, with the reasons."""
        self._drop_excluded()
        table, _column = identity_sql.SOURCES[self.res_model]
        rows = self.env.execute_query(
            SQL(
                """
                SELECT pair.first_id, pair.second_id, pair.kind
                  FROM crm_dedupe_pair pair
                  JOIN %(table)s first ON first.id = pair.first_id
                  JOIN %(table)s second ON second.id = pair.second_id
                 WHERE pair.run_id = %(run_id)s
                """,
                table=SQL.identifier(table),
                run_id=self.id,
            )
        )
        groups = self.env["crm.dedupe.group"]
        found = dedupe.clusters([row[:2] for row in rows])
        leaders = {member: ids[0] for ids in found for member in ids}
        kinds = {}
        for first, _second, kind in rows:
            kinds.setdefault(leaders[first], set()).add(kind)
        groups._replace(self.res_model, [i for ids in found for i in ids], self.is_full)
        for batch in split_every(BATCH_SIZE, found, list):
            groups._insert(self.res_model, [(ids, kinds[ids[0]]) for ids in batch])
        self.group_count = len(found)
        self._forget_pairs()

    def _forget_pairs(self):
        self.env.cr.execute(
            SQL("DELETE FROM crm_dedupe_pair WHERE run_id = ANY(%s)", self.ids)
        )
