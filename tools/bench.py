"""``./bench``: our way against Odoo's own (or raw SQL), side by side in one run.

A benchmark is a module in ``benchmarks/`` with

- ``MODULES``: addons that are installed on our side, and only there;
- ``ROUNDS``: how many pairs of measurements;
- ``prepare(env, ours)``: make the data that all rounds share;
- ``setup(env, ours)``: return a function, whose ``time`` is measured, or several as
  ``{measure: function}``;
- ``LIMITS``: ``{measure: limit}`` for these and ``queries``, as ratio ours / other;
- ``CASES`` instead of ``setup``: ``{case: setup}``, and limits such as ``case.time``;
- ``SAME_DATABASE``: both sides work on our database, prepared once;
- ``MORE`` (optional): as ``LIMITS``, for the difference ours - other.

A function that measures something itself returns it as a float.

``benchmarks/_driver.py`` runs inside Odoo, interleaves the rounds and prints the lines.
"""

import argparse
import ast
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


def chosen(names):
    """The benchmarks of some names; all by default."""
    present = sorted(path.stem for path in FOLDER.glob("[!_]*.py"))
    if unknown := set(names) - set(present):
        raise Problem(
            f"There is no benchmark {unknown.pop()}. There are: {', '.join(present)}"
        )
    starts = tuple(f"{name}_" for name in names)
    return [
        name
        for name in present
        if not names or name in names or name.startswith(starts)
    ]


def measure(place, name):
    """Run one benchmark on two databases; 0 if all its measures pass."""
    modules = constant(FOLDER / f"{name}.py", "MODULES")
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


def constant(path, name):
    """A constant of a module, read without importing it."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == name:
            return ast.literal_eval(node.value)
    raise Problem(f"{path.name} does not define {name}.")
