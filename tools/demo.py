"""The demo company's database: built once, brought up to date when addons change."""

import ast

from . import layout
from .console import step

DATABASE = "demo"


def prepare(place, fresh=False):
    """Make the demo database, anew if the company itself has changed; bring it up to
    date if the other addons have."""
    with layout.locked(layout.STATE, "demo.lock"):
        company = layout.tree_digest(layout.ROOT / layout.DEMO_ADDON)
        addons = layout.tree_digest(*map(layout.addon_path, layout.product_addons()))
        made_from = place.label(DATABASE).split()
        if fresh or made_from[:2] != [place.odoo.version, company]:
            build(place)
        elif made_from[2:] != [addons]:
            upgrade(place)
        place.label(DATABASE, f"{place.odoo.version} {company} {addons}")


def build(place):
    """Build aside, then rename: an interrupted start leaves no half-made company."""
    building = f"{DATABASE}_building"
    place.drop(building)
    with step("Building the demo company (about three minutes)"):
        place.run(
            "-d",
            building,
            "-i",
            layout.DEMO_ADDON,
            "--stop-after-init",
            "--no-http",
            "--log-level",
            "warn",
            log="demo",
            problem="Building the demo company failed",
        )
    place.rename(building, DATABASE)


def upgrade(place):
    with step("The addons have changed: updating the demo database"):
        place.run(
            "-d",
            DATABASE,
            "-u",
            ",".join(layout.addons()),
            "--stop-after-init",
            "--no-http",
            "--log-level",
            "warn",
            log="upgrade",
            problem="Updating the demo database failed; ./run --fresh rebuilds it",
        )


def logins():
    """(login, role) of the demo users, read without importing the demo addon."""
    path = layout.ROOT / layout.DEMO_ADDON / "users.py"
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "LOGINS":
            return list(ast.literal_eval(node.value).items())
    return []
