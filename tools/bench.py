"""``./bench``: our way against Odoo's own (or raw SQL), side by side in one run.

A benchmark is a module in ``benchmarks/`` with

- ``MODULES``: addons that are installed on our side, and only there;
- ``ROUNDS``: how many pairs of measurements;
- ``prepare(env, ours)``: make the data that all rounds share;
- ``setup(env, ours)``: return a function, whose ``time`` is measured, or several as
  ``{measure: function}``; one that measures something itself returns it as a float;
- ``CASES`` instead of ``setup``: ``{case: setup}``, and limits such as ``case.time``;
- ``LIMITS``: ``{measure: limit}`` for these, for ``queries`` and for ``cpu`` (what
  Python and PostgreSQL worked, whatever else the machine does), as ratio; for
  ``extra_queries`` and the like as difference; for ``seconds``, our own time;
- ``TOUCHED``: tables that are vacuumed before each measurement, since rounds are rolled
  back and leave dead rows;
- ``SAME_DATABASE``: both sides work on our database, prepared once, as raw SQL does.

``./bench loyalty`` runs all whose name begins like that. A module with ``TEST`` is a
longer run of one test class; only its full name starts it.

``benchmarks/_driver.py`` runs inside Odoo, interleaves the rounds and prints the lines.
"""

import argparse
import ast
import os
import subprocess

from . import layout, odoo_tests, workplace
from .console import Problem, step

FOLDER = layout.ROOT / "benchmarks"
DATABASES = {"other": "bench_other", "ours": "bench_ours"}


def main(arguments):
    parser = argparse.ArgumentParser(prog="./bench")
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="default: all; a name stands for those that continue it (calendar_client)",
    )
    names = chosen(parser.parse_args(arguments).names)
    with (
        layout.locked(layout.STATE, "bench.lock"),
        workplace.opened("requirements-dev.txt") as place,
    ):
        return max([measure(place, name) for name in names])


def chosen(wanted):
    """The benchmarks of these names, and those that continue them; all for none."""
    present = sorted(path.stem for path in FOLDER.glob("[!_]*.py"))
    usual = [name for name in present if not constant(path_of(name), "TEST", None)]
    names = []
    for name in (part.replace("-", "_") for part in wanted):
        found = [other for other in usual if other.startswith(f"{name}_")]
        found += [name] if name in present else []
        if not found:
            raise Problem(
                f"There is no benchmark {name}. There are: {', '.join(present)}"
            )
        names += found
    return names or usual


def path_of(name):
    return FOLDER / f"{name}.py"


def measure(place, name):
    """Run one benchmark on two databases; 0 if all its measures pass."""
    if test := constant(path_of(name), "TEST", None):
        return long_test(place, name, *test)
    modules = constant(path_of(name), "MODULES")
    odoo_tests.template(place)
    for database in DATABASES.values():
        place.clone(odoo_tests.TEMPLATE, database)
    with step(f"Installing {', '.join(modules)}"):
        place.run(
            *("-d", DATABASES["ours"], "-i", ",".join(modules)),
            *("--stop-after-init", "--no-http", "--log-level", "warn"),
            log="bench",
            problem="Installing the addons failed",
        )
    command = [place.python, FOLDER / "_driver.py", name]
    command += [DATABASES["ours"], DATABASES["other"], *place.options()]
    return subprocess.run(
        [str(part) for part in command], env=place.environ(), check=False
    ).returncode


def long_test(place, name, addon, test_class):
    """Run one test class with more examples."""
    examples = constant(path_of(name), "EXAMPLES")
    os.environ[constant(path_of(name), "VARIABLE")] = str(examples)
    odoo_tests.template(place)
    place.clone(odoo_tests.TEMPLATE, odoo_tests.DATABASE)
    with step(f"{test_class} with {examples} examples"):
        log = odoo_tests.odoo(
            place,
            "bench",
            *("-i", addon, "--test-tags", f"/{addon}:{test_class}"),
            images=False,
        )
    verdict = "PASS" if log.passed and not log.failures else "FAIL"
    print(f"{name}.examples  {examples}  {verdict}", *log.failures, sep="\n")
    return 0 if verdict == "PASS" else 1


def constant(path, name, *default):
    """A constant of a module, read without importing it."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
        if isinstance(node, ast.ImportFrom) and name in {a.name for a in node.names}:
            return constant(FOLDER / f"{node.module}.py", name, *default)
    if default:
        return default[0]
    raise Problem(f"{path.name} does not define {name}.")
