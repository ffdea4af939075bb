"""``tools/launch translate ADDON...``: update the addons' .pot and fa.po files.

The terms come from Odoo's own export; Persian that is there already is kept. What has
no Persian yet is printed.
"""

import argparse
import subprocess

from . import layout, odoo_tests, workplace
from .console import say, step

DATABASE = "translations"
MERGE = """
import sys, polib
pot, po = sys.argv[1:]
template = polib.pofile(pot)
try:
    known = {(e.msgctxt, e.msgid): e.msgstr for e in polib.pofile(po)}
except OSError:
    known = {}
for entry in template:
    entry.msgstr = known.get((entry.msgctxt, entry.msgid), "")
template.metadata["Language"] = "fa"
template.metadata["Plural-Forms"] = "nplurals=2; plural=(n > 1);"
template.save(po)
print("\\n".join(repr(e.msgid) for e in template if not e.msgstr))
"""


def main(arguments):
    parser = argparse.ArgumentParser(prog="tools/launch translate")
    parser.add_argument("addons", nargs="*", default=layout.product_addons())
    addons = parser.parse_args(arguments).addons
    with workplace.opened("requirements-dev.txt") as place:
        odoo_tests.template(place)
        place.clone(odoo_tests.TEMPLATE, DATABASE)
        with step(f"Installing {', '.join(addons)}"):
            place.run(
                *("-d", DATABASE, "-i", ",".join(addons), "--stop-after-init"),
                *("--no-http", "--log-level", "warn"),
                log="translate",
                problem="Installing the addons failed",
            )
        for addon in addons:
            say(f"{addon}:\n{update(place, addon)}")
        place.drop(DATABASE)
    return 0


def update(place, addon):
    """Write the addon's .pot and fa.po; return the terms that lack Persian."""
    folder = layout.addon_path(addon) / "i18n"
    folder.mkdir(exist_ok=True)
    pot = folder / f"{addon}.pot"
    command = [
        *place.command(f"--addons-path={layout.ROOT}", "i18n", "export", addon),
        *("-d", DATABASE, "-l", "pot", "-o", pot),
    ]
    place.wait([str(part) for part in command], "translate", "Exporting terms failed")
    merged = subprocess.run(
        [str(place.python), "-c", MERGE, str(pot), str(folder / "fa.po")],
        capture_output=True,
        text=True,
        check=True,
    )
    return merged.stdout.strip()
