"""``./test --lint``: ruff, pylint-odoo, eslint, and Odoo's own test_lint."""

import ast
import subprocess

from . import environment, layout
from .console import log_file, step

# One README serves the whole suite; names of messages may be those of the other pylint.
PYLINT = (
    "--rcfile",
    str(layout.ROOT / ".pylintrc"),
    "--disable",
    # One file for each concern of a model: the classes are apart on purpose.
    "missing-readme,unknown-option-value,consider-merging-classes-inherited",
)
# What Odoo's own test_lint asks of pylint; that test reads all of Odoo, too slow here.
ODOO_PYLINT = (
    "--rcfile=/dev/null",
    "--disable=all,unknown-option-value",
    "--enable=used-before-assignment,undefined-variable,eval-used,unreachable,"
    "function-redefined,sql-injection,missing-gettext,gettext-variable,"
    "gettext-placeholders,gettext-repr,raise-unlink-override",
    "--load-plugins=_odoo_checker_sql_injection,_odoo_checker_gettext,"
    "_odoo_checker_unlink_override",
    "--score=no",
)


def run(place, verdict, addons):
    """Each linter counts as one check."""
    folders = [str(layout.addon_path(name)) for name in addons]
    python = [str(environment.python()), "-m"]
    commands = {
        "ruff": [*python, "ruff", "check", "."],
        "ruff format": [*python, "ruff", "format", "--check", "."],
        "pylint-odoo": [*python, "pylint", *PYLINT, *folders],
        "odoo pylint": [*python, "pylint", *ODOO_PYLINT, *folders],
        "eslint": [str(environment.NODE / "node_modules/.bin/eslint"), "."],
    }
    for title, command in commands.items():
        with step(title):
            problems = complaints(command, place)
        verdict.add(title, int(not problems), int(bool(problems)), problems[:40])


def complaints(command, place):
    """The lines a linter prints when it finds fault, else nothing."""
    environ = environment.variables(place.odoo)
    for addons in ("odoo/addons", "addons"):
        if place.odoo.library:
            checkers = place.odoo.library / addons / "test_lint" / "tests"
            environ["PYTHONPATH"] += f":{checkers}"
    output = log_file("lint")
    with open(output, "w") as handle:
        done = subprocess.run(
            command,
            cwd=layout.ROOT,
            env=environ,
            stdout=handle,
            stderr=subprocess.STDOUT,
            check=False,
        )
    return (
        (output.read_text().strip() or "failed").splitlines() if done.returncode else []
    )


def manifest(name):
    return ast.literal_eval((layout.addon_path(name) / "__manifest__.py").read_text())


def outside_dependencies():
    """The modules of Odoo's that our addons need, the demo company's included."""
    ours = {*layout.addons(), *layout.addons(layout.TEST_ADDONS)}
    return {need for name in ours for need in manifest(name)["depends"]} - ours
