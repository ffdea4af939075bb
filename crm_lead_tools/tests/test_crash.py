import base64
import os
import signal
import subprocess
import sys
import textwrap

from odoo import api
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import config

from .common import make_xlsx


@tagged("post_install", "-at_install")
class TestCrash(BaseCase):
    """With processes and transactions of its own: what is committed is committed."""

    ROWS, BATCH = 300, 100
    KILLED_IN_SECOND_BATCH = """
        import os, signal
        from odoo.modules.registry import Registry
        from odoo.tools import config
        config.parse_config({options!r}, setup_logging=True)
        from odoo import api
        from odoo.addons.crm_lead_tools.models import crm_lead_import_work
        from odoo.addons.crm_lead_tools.models import crm_lead_import_write
        CrmLeadImportRow = crm_lead_import_write.CrmLeadImportRow
        registry = Registry({database!r})
        crm_lead_import_work.BATCH_SIZE = {batch}
        remember, batches = CrmLeadImportRow._remember_written, []
        def remember_or_die(rows):
            remember(rows)
            batches.append(rows)
            if len(batches) == 2:
                os.kill(os.getpid(), signal.SIGKILL)
        CrmLeadImportRow._remember_written = remember_or_die
        with registry.cursor() as cr:
            api.Environment(cr, api.SUPERUSER_ID, {{}})["crm.lead.import"]._cron_work()
    """

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.transaction() as env:
            rows = [["عنوان", "ایمیل"]]
            rows += [[f"crash {n}", f"crash{n}@b.ir"] for n in range(self.ROWS)]
            file = base64.b64encode(make_xlsx(rows))
            values = {"name": "crash.xlsx", "file": file}
            lead_import = env["crm.lead.import"].create(values)
            lead_import.state = "checking"
            for _batch in lead_import._batches():
                pass
            lead_import.state = "importing"
            self.import_id = lead_import.id

    def transaction(self):
        return _Transaction()

    def clean(self):
        with self.transaction() as env:
            env["crm.lead"].search([("name", "=like", "crash %")]).unlink()
            env["crm.lead.import"].search([("name", "=", "crash.xlsx")]).unlink()

    def test_killed(self):
        """LT-41, C.8: the server is killed in the middle of a batch; the import goes on
        from the last one that was committed: no row is lost, none is doubled."""
        options = [
            f"--{name}={config[name]}"
            for name in ("db_host", "db_port", "db_user", "db_password")
            if config[name]
        ]
        options += [f"--data-dir={config['data_dir']}"]
        options += [f"--addons-path={','.join(config['addons_path'])}"]
        options += ["--max-cron-threads=0", "--no-http", "--log-level=error"]
        script = textwrap.dedent(self.KILLED_IN_SECOND_BATCH).format(
            options=options, database=get_db_name(), batch=self.BATCH
        )
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        self.assertEqual(done.returncode, -signal.SIGKILL, done.stderr)
        with self.transaction() as env:
            lead_import = env["crm.lead.import"].browse(self.import_id)
            self.assertEqual(lead_import.state, "importing")
            self.assertEqual(lead_import.imported_count, self.BATCH)
            self.assertEqual(self.leads(env), [f"crash {n}" for n in range(self.BATCH)])
        with self.transaction() as env:
            env["crm.lead.import"].with_user(api.SUPERUSER_ID)._cron_work()
        with self.transaction() as env:
            lead_import = env["crm.lead.import"].browse(self.import_id)
            self.assertEqual(lead_import.state, "done")
            self.assertEqual(lead_import.imported_count, self.ROWS)
            self.assertEqual(self.leads(env), [f"crash {n}" for n in range(self.ROWS)])

    def leads(self, env):
        return (
            env["crm.lead"]
            .search([("name", "=like", "crash %")], order="id")
            .mapped("name")
        )


class _Transaction:
    """A real one, as a request has it."""

    def __enter__(self):
        self.cr = db_connect(get_db_name()).cursor()
        return api.Environment(self.cr, 2, {})

    def __exit__(self, error, *_args):
        (self.cr.rollback if error else self.cr.commit)()
        self.cr.close()
