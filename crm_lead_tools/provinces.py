"""The 31 provinces of Iran, which Odoo's own data lacks."""

import csv
from functools import cache

from odoo.tools import file_open


@cache
def provinces():
    """Persian and English name by ISO 3166-2 code."""
    with file_open("crm_lead_tools/data/iran_provinces.csv") as file:
        return {
            row["code"]: (row["name"], row["name_en"]) for row in csv.DictReader(file)
        }


def province_names(state):
    """What else people call a state, whoever created the record."""
    return provinces().get(state.code, ()) if state.country_id.code == "IR" else ()


def create_provinces(env):
    """Add those that are missing; those somebody made by hand stay as they are."""
    iran = env.ref("base.ir")
    missing = provinces().keys() - set(iran.state_ids.mapped("code"))
    env["res.country.state"]._load_records(
        [
            {
                "xml_id": f"crm_lead_tools.province_{code}",
                "values": {
                    "country_id": iran.id,
                    "code": code,
                    "name": provinces()[code][0],
                },
                "noupdate": True,
            }
            for code in sorted(missing)
        ]
    )
