"""The demo company's database: built once, brought up to date when addons change."""

import ast

from . import layout
from .console import step

DATABASE = "demo"


def digest():
    return layout.tree_digest(*(layout.ROOT / name for name in layout.addons()))


def prepare(place, fresh=False):
    """Make the demo database, or bring it up to date if the addons changed."""
    with layout.locked(layout.STATE, "demo.lock"):
        made_from = f"{place.odoo.version} {digest()}"
        if fresh or DATABASE not in place.databases():
            build(place)
        elif place.label(DATABASE) == made_from:
            return
        else:
            upgrade(place)
        place.label(DATABASE, made_from)


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
