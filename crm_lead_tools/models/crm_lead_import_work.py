import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .crm_lead_import_row import TO_IMPORT

_logger = logging.getLogger(__name__)

BATCH_SIZE = 500
# What is done within two seconds is done at once.
SHORT_FILE = 150_000
SHORT_ROWS = 400
MAX_ATTEMPTS = 5
# From a state in which something is being done, the state to fall back into.
FALL_BACK = {"checking": "draft", "importing": "checked", "undoing": "done"}


class CrmLeadImport(models.Model):
    """Long work: in batches, each of which commits.

    A state names the work; each batch takes rows that have not been settled, so nothing
    is done twice and nothing is left out, wherever the server was stopped: the
    scheduled action goes on with the next batch. To cancel is to change the state: the
    worker looks at it before each batch. It writes nothing but rows and leads until it
    has finished, so neither waits for the other.
    """

    _inherit = "crm.lead.import"

    failure = fields.Text("What Went Wrong", readonly=True, copy=False)
    progress = fields.Float(compute="_compute_progress")
    # With whose rights the work is done: written by `_start` alone.
    started_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    @api.depends("row_ids.state", "state")
    def _compute_progress(self):
        for job in self:
            settled = job.imported_count + job.updated_count + job.unchanged_count
            settled += job.skipped_count
            done, left = {
                "checking": (job.total_count - job.pending_count, job.pending_count),
                "importing": (settled, job.to_import_count),
                "undoing": (job.undone_count, job.imported_count + job.updated_count),
            }.get(job.state, (0, 0))
            job.progress = 100.0 * done / (done + left) if done else 0.0

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([{**vals, "started_by_id": False} for vals in vals_list])

    def write(self, vals):
        if "started_by_id" in vals and not self.env.su:
            raise AccessError(self.env._("Work is started by the buttons alone."))
        return super().write(vals)

    def action_cancel(self):
        """Stop the work; what has been imported stays, and the rest can go on."""
        self._ensure_state(*FALL_BACK)
        if self.state == "checking":
            self._forget_rows()
        self.state = FALL_BACK[self.state]

    def _start(self, state):
        self.write({"state": state, "failure": False})
        # sudo: the field is for this line alone
        self.sudo().started_by_id = self.env.user
        if self._is_short():
            for _batch in self._batches():
                pass
            return
        # sudo: who may import may set the worker to work
        self.env.ref("crm_lead_tools.crm_lead_import_cron").sudo()._trigger()

    def _is_short(self):
        if self.state == "checking":
            attachment = self.env["ir.attachment"].search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("res_field", "=", "file"),
                ],
                limit=1,
            )
            return attachment.file_size <= SHORT_FILE
        if self.state == "importing":
            return self.to_import_count <= SHORT_ROWS
        return self.imported_count + self.updated_count <= SHORT_ROWS

    def _batches(self):
        """The work that the state names, a batch with each step."""
        return {
            "checking": self._check_batches,
            "importing": self._import_batches,
            "undoing": self._undo_batches,
        }[self.state]()

    def _check_batches(self):
        if not self.mapping:
            self._read_rows()
            yield
        judge = self._get_row_judge()
        rows = self.row_ids.search(
            [("import_id", "=", self.id), ("state", "not in", ("pending", "error"))]
        )
        for row in rows:
            judge.remember(row, row.keys or [], row.lead_id.id)
        while batch := self._next_rows(["pending"]):
            batch._store(judge.judge(batch))
            yield
        self.state = "checked"

    def _import_batches(self):
        judge = self._get_row_judge()
        self._prepare_assignment(judge.checker)
        while batch := self._next_rows(TO_IMPORT):
            batch._import(judge)
            self._assign_by_team_rules(batch.lead_id)
            yield
        self.state = "done"
        self._tell_result()

    def _next_rows(self, states):
        return self.row_ids.search(
            [("import_id", "=", self.id), ("state", "in", states)],
            order="id",
            limit=BATCH_SIZE,
        )

    @api.model
    def _cron_work(self):
        """One batch of each import in turn, so that nobody waits for a large one."""
        cron = self.env["ir.cron"]
        works, attempts = {}, {}
        domain = [("state", "in", list(FALL_BACK))]
        cron._commit_progress(remaining=self.search_count(domain))
        while jobs := self.search(domain, order="id"):
            for job in jobs:
                if not job._work(works, attempts):
                    works.pop(job, None)
                self.env.invalidate_all()
                if not cron._commit_progress(1, remaining=len(jobs)):
                    return
        cron._commit_progress(remaining=0)

    def _work(self, works, attempts):
        """One batch in the background.

        :return: whether the same work goes on
        """
        try:
            # A file that was cancelled and started again is another work.
            key = self.state, self.write_date
            if works.get(self, (None,))[0] != key:
                works[self] = key, self._as_starter()._batches()
            if next(works[self][1], self) is not self:
                return True
            self._as_starter()._tell_starter()
        except OperationalError as error:
            self.env.cr.rollback()
            attempts[self] = attempts.get(self, 0) + 1
            if (
                not isinstance(error, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)
                or attempts[self] > MAX_ATTEMPTS
            ):
                raise
        except Exception as error:
            self.env.cr.rollback()
            self.env.invalidate_all()
            self._fail(error)
        return False

    def _as_starter(self):
        """The import with the rights and in the language of who started the work."""
        user = self.started_by_id or self.create_uid
        if not user.active:
            raise AccessError(self.env._("%s is not a user any more.", user.name))
        owned = self.with_user(user).with_context(
            lang=user.lang, tz=user.tz, allowed_company_ids=self.company_id.ids
        )
        owned.check_access("write")
        return owned

    def _fail(self, error):
        """Back to where the user can start again, and say why."""
        if self.state not in FALL_BACK:
            return
        is_known = isinstance(error, UserError)
        if not is_known:
            _logger.exception("Import of leads %s failed", self.id)
        if self.state == "checking":
            self._forget_rows()
        message = str(error) if is_known else self.env._("The server met an error.")
        self.write({"state": FALL_BACK[self.state], "failure": message})
        self._tell_starter()

    def _tell_starter(self):
        """Wherever he is in the meantime."""
        message = self.failure or self.env._("The work on this file is done.")
        (self.started_by_id or self.create_uid)._bus_send(
            "simple_notification",
            {
                "type": "warning" if self.failure else "success",
                "title": self.name or self.env._("Lead Import"),
                "message": message,
            },
        )
