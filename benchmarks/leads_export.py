"""Exporting 50,000 leads to a workbook: Odoo's own export against ours.

The same leads and the same columns, by the same user. Each export runs in a process of
its own, so that `peak` is its memory alone, in MB: how far its resident size grows.

busy   seconds that the process worked, whatever else the machine does
peak   MB
"""

import io
import os
import resource
import tempfile
import time

import odoo
from odoo.modules.registry import Registry
from odoo.tools import SQL, sql

MODULES = ["crm_lead_tools"]
SAME_DATABASE = True
ROUNDS = 3
LIMITS = {"busy": 0.5, "peak": 0.35}
LEADS = 50_000
COLUMNS = [
    *("name", "partner_name", "contact_name", "phone", "email_from", "function"),
    *("city", "street", "expected_revenue", "probability", "date_deadline"),
    *("user_id", "team_id", "stage_id"),
]


def prepare(env, ours):
    pattern = env["crm.lead"].create(
        {
            "name": "الگو",
            "partner_name": "شرکت نمونه",
            "contact_name": "سارا احمدی",
            "phone": "09121234567",
            "email_from": "sara@example.com",
            "function": "مدیر خرید",
            "city": "تهران",
            "street": "خیابان ولیعصر، پلاک ۱۲",
            "expected_revenue": 1_500_000,
            "date_deadline": "2026-05-12",
        }
    )
    env.flush_all()
    columns = SQL(", ").join(
        map(
            SQL.identifier,
            set(sql.table_columns(env.cr, "crm_lead")) - {"id", "name"},
        )
    )
    # SQL: through the ORM this takes ten minutes.
    env.cr.execute(
        SQL(
            "INSERT INTO crm_lead (name, %s) SELECT 'سرنخ ' || n, %s"
            " FROM crm_lead, generate_series(1, %s) AS n WHERE id = %s",
            columns,
            columns,
            LEADS,
            pattern.id,
        )
    )


def setup(env, ours):
    """Both measures come from one run."""
    export = ours_exports if ours else odoo_exports
    measured = {}

    def run():
        measured.update(in_own_process(env.cr.dbname, export))
        return measured["busy"]

    return {"busy": run, "peak": lambda: measured["peak"]}


def in_own_process(database, export):
    """Fork, so that nothing is imported anew; the child opens its own connection."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, measure(database, export).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        values = pipe.read().split()
    os.waitpid(child, 0)
    if len(values) != 2:
        raise ValueError(f"{export.__name__} failed")
    return {"busy": float(values[0]), "peak": float(values[1])}


def measure(database, export):
    # The parent's connections are not the child's to use, nor to close.
    odoo.sql_db._Pool = None
    registry = Registry(database)
    registry._db = odoo.sql_db.db_connect(database)
    with registry.cursor() as cr:
        env = odoo.api.Environment(cr, 2, {"lang": "en_US"})
        env["crm.lead"].search([], limit=1).read(COLUMNS)
        before = resident()
        started = time.process_time()
        export(env)
        elapsed = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{elapsed} {max(peak - before, 1.0)}"


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2


def ours_exports(env):
    from odoo.addons.crm_lead_tools.columns import COLUMNS as OURS
    from odoo.addons.crm_lead_tools.lead_export import ExportOptions, LeadExport

    columns = [column for column in OURS if column.name in COLUMNS]
    with tempfile.TemporaryFile() as file:
        leads = env["crm.lead"].search([])
        LeadExport(env, ExportOptions(), columns).write_to(file, leads)


def odoo_exports(env):
    from unittest.mock import Mock

    from odoo.http import _request_stack

    from odoo.addons.web.controllers.export import ExcelExport

    # What the controller asks of its request.
    _request_stack.push(Mock(env=env))
    leads = env["crm.lead"].search([])
    rows = leads.export_data(COLUMNS)["datas"]
    fields = [{"name": name, "label": name, "type": "char"} for name in COLUMNS]
    content = ExcelExport().from_data(fields, COLUMNS, rows)
    io.BytesIO(content)
    _request_stack.pop()
