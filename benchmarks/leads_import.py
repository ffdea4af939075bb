"""Importing 1,000 leads from a csv file: Odoo's own import against ours with its check.

Both sides read the same file, as an administrator. Odoo creates the leads and tells
each salesperson of each of them; ours checks every row, looks for duplicates, creates
the leads and tells each salesperson once.

unassigned   leads of nobody
assigned     leads of another salesperson, named in each row
"""

import base64
import csv
import io

from odoo.tests.common import new_test_user

MODULES = ["crm_lead_tools"]
ROUNDS = 3
LIMITS = {"unassigned.time": 0.2, "assigned.time": 0.2}
ROWS = 1000
FIELDS = [
    *("name", "partner_name", "contact_name", "phone", "email_from", "street"),
    *("city", "expected_revenue", "referred", "user_id"),
]
LABELS = [
    *("Lead Title", "Company Name", "Contact Name", "Phone", "E-mail", "Street"),
    *("City", "Expected Revenue", "Referred By", "Salesperson"),
]
OPTIONS = {
    "has_headers": True,
    "quoting": '"',
    "separator": ",",
    "encoding": "utf-8",
    "float_thousand_separator": ",",
    "float_decimal_separator": ".",
    "date_format": "%Y-%m-%d",
    "datetime_format": "%Y-%m-%d %H:%M:%S",
    "skip": 0,
}


def prepare(env, ours):
    new_test_user(env, "seller", "sales_team.group_sale_salesman", name="Seller")


def make_file(salesperson):
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(LABELS)
    for n in range(ROWS):
        writer.writerow(
            [
                *(f"سرنخ {n}", f"شرکت {n}", f"مخاطب {n}", f"0912{n:07}"),
                *(f"a{n}@b{n}.ir", f"خیابان {n}", "تهران", 1_500_000 + n, "نمایشگاه"),
                salesperson,
            ]
        )
    return content.getvalue().encode()


def work(env, ours, salesperson):
    # Odoo's own context: the driver's is silent, which is not what people have.
    env = env(context={}, user=env.ref("base.user_admin"))
    content = make_file(salesperson)
    if ours:
        return lambda: ours_imports(env, content)
    return lambda: odoo_imports(env, content)


def ours_imports(env, content):
    lead_import = env["crm.lead.import"].create(
        {
            "name": "leads.csv",
            "file": base64.b64encode(content),
            "salesperson_id": False,
        }
    )
    for state in ("checking", "importing"):
        lead_import.state = state
        for _batch in lead_import._batches():
            pass
    if lead_import.imported_count != ROWS:
        raise ValueError(lead_import.row_ids.mapped("message"))


def odoo_imports(env, content):
    wizard = env["base_import.import"].create(
        {"res_model": "crm.lead", "file": content, "file_type": "text/csv"}
    )
    result = wizard.execute_import(list(FIELDS), list(LABELS), dict(OPTIONS))
    if len(result.get("ids") or []) != ROWS:
        raise ValueError(result["messages"])


CASES = {
    "unassigned": lambda env, ours: work(env, ours, ""),
    "assigned": lambda env, ours: work(env, ours, "Seller"),
}
