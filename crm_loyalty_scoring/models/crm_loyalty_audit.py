import time

from odoo import api, fields, models
from odoo.tools import SQL, split_every

from .. import audit
from ..ledger_store import tier_sql

BATCH = 1000  # families per step
SHOWN = 200  # findings that are kept in words


class CrmLoyaltyAudit(models.Model):
    """One night's proof of all points: what was found, and repaired.

    `_run` compares sums with the ledger, the ledger with the documents, and levels with
    sums. Sums and counters are put right from the ledger; what the documents say
    otherwise is reconciled, by new entries like everything else. What cannot be
    repaired stays in the report.

    Written by: the nightly cron, or a manager who wants to know now. Cost: a handful of
    statements over all points, and a reconciliation of the families that differ.
    """

    _name = "crm.loyalty.audit"
    _description = "Loyalty Audit"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _rec_name = "date"
    _order = "id desc"

    date = fields.Datetime(required=True, readonly=True)
    duration = fields.Float(string="Seconds", readonly=True)
    entry_count = fields.Integer(string="Ledger Entries", readonly=True)
    family_count = fields.Integer(string="Documents", readonly=True)
    finding_count = fields.Integer(string="Findings", readonly=True)
    open_count = fields.Integer(string="Not Repaired", readonly=True)
    findings = fields.Text(string="What Was Found", readonly=True)
    state = fields.Selection(
        [("clean", "Verified"), ("repaired", "Repaired"), ("open", "Not Repaired")],
        compute="_compute_state",
        store=True,
    )

    @api.depends("finding_count", "open_count")
    def _compute_state(self):
        for report in self:
            found = "repaired" if report.finding_count else "clean"
            report.state = "open" if report.open_count else found

    @api.model
    def action_run(self):
        self.check_access("create")
        report = self._run()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": report.id,
            "view_mode": "form",
        }

    @api.model
    def _cron_run(self):
        report = self._run()
        report._notify()
        # sudo: the cron
        self.env["crm.loyalty.case"].sudo()._retry_forms()

    @api.model
    def _run(self):
        """Prove all points, repair what differs, and report."""
        # sudo: the points of all companies
        self = self.sudo()
        started, findings = time.monotonic(), []
        self.env["crm.loyalty.source"]._flush_read_fields()
        self.env.flush_all()
        findings += self._check_table("lot", audit.LOTS)
        findings += self._check_table("account", audit.ACCOUNTS)
        findings += self._check_table("grant", audit.GRANTS)
        differing = self._find_families()
        failed = self._reconcile(differing)
        findings += self._describe(differing, failed)
        findings += self._check_levels()
        self.env.invalidate_all()
        return self.create(
            {
                "date": fields.Datetime.now(),
                "duration": time.monotonic() - started,
                "entry_count": self.env["crm.loyalty.entry"].search_count([]),
                "family_count": self.env["crm.loyalty.source"].search_count([]),
                "finding_count": len(findings),
                "open_count": len(failed),
                "findings": "\n".join(findings[:SHOWN]),
            }
        )

    @api.model
    def _check_table(self, name, query):
        """Put sums right that differ from the ledger."""
        rows = self.env.execute_query_dict(query)
        if not rows:
            return []
        Model = self.env[f"crm.loyalty.{name}"]
        names = [column for column in rows[0] if column != "id"]
        Model.browse([row["id"] for row in rows]).fetch(names)
        words = []
        for row in rows:
            record = Model.browse(row["id"])
            before = {column: record[column] for column in names}
            after = {column: float(row[column]) for column in names}
            words.append(
                self.env._(
                    "%(record)s: %(before)s was put right from the ledger: %(after)s",
                    record=record.display_name,
                    before=before,
                    after=after,
                )
            )
        columns = SQL(", ").join(SQL.identifier(column) for column in names)
        # Raw SQL: past the ORM nobody writes points, and this repairs them.
        self.env.execute_query(
            SQL(
                "UPDATE %s SET (%s) = (SELECT %s FROM (%s) truth WHERE truth.id = %s)"
                " WHERE id = ANY(%s)",
                SQL.identifier(Model._table),
                columns,
                columns,
                query,
                SQL.identifier(Model._table, "id"),
                [row["id"] for row in rows],
            )
        )
        Model.invalidate_model()
        return words

    @api.model
    def _find_families(self):
        """Roots of the families whose points are not what the documents call for."""
        roots = set()
        for query in (audit.DOCUMENTS, audit.POINTS):
            roots |= {root for (root,) in self.env.execute_query(query)}
        roots |= self._find_item_differences()
        return self.env["crm.loyalty.source"].browse(sorted(roots))

    @api.model
    def _find_item_differences(self):
        """Items that vanished past the ORM, or were changed past it."""
        roots = set()
        Source = self.env["crm.loyalty.source"]
        groups = Source._read_group(
            [("res_model", "!=", "account.move")], ["res_model"], ["id:array_agg"]
        )
        for model, source_ids in groups:
            for ids in split_every(BATCH, source_ids):
                sources = Source.browse(ids)
                quantities = sources._get_item_quantities(model)
                for grant in sources.grant_ids:
                    key = grant.source_id.res_id, grant.item_type_id.id
                    if quantities.get(key, grant.quantity) != grant.quantity:
                        roots.add(grant.source_id.root_id.id)
        return roots

    @api.model
    def _reconcile(self, sources):
        """Reconcile families; those that cannot be are left alone, with the reason."""
        failed = {}
        for ids in split_every(BATCH, sources.ids):
            batch = sources.browse(ids)
            try:
                with self.env.cr.savepoint():
                    batch._reconcile_again()
            except Exception:
                for source in batch:
                    try:
                        with self.env.cr.savepoint():
                            source._reconcile_again()
                    except Exception as error:
                        failed[source.id] = str(error)
        return failed

    @api.model
    def _describe(self, sources, failed):
        words = []
        for source in sources:
            name = f"{source.name} ({source.program_id.display_name})"
            if source.id in failed:
                words.append(
                    self.env._(
                        "%(document)s could not be reconciled: %(error)s",
                        document=name,
                        error=failed[source.id],
                    )
                )
            else:
                words.append(self.env._("%s was reconciled with its documents", name))
        return words

    @api.model
    def _check_levels(self):
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE crm_loyalty_account account SET tier_id = %(tier)s
                 WHERE account.tier_id IS DISTINCT FROM %(tier)s RETURNING account.id
                """,
                tier=tier_sql(),
            )
        )
        accounts = self.env["crm.loyalty.account"].browse([row[0] for row in rows])
        accounts.invalidate_recordset()
        return [
            self.env._("%s: the level was put right", account.display_name)
            for account in accounts
        ]

    def _notify(self):
        """Findings land in the inboxes of those who answer for the programs."""
        if not self.finding_count:
            return
        # sudo: the owners of all companies
        programs = self.env["crm.loyalty.program"].sudo()
        programs = programs.search([("user_id", "!=", False)])
        for user in programs.user_id:
            self.with_context(mail_activity_quick_update=True).activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.with_context(lang=user.lang).env._(
                    "The audit of loyalty points found %s differences",
                    self.finding_count,
                ),
                user_id=user.id,
            )
