"""Runs one benchmark inside Odoo: interleaved rounds, medians, one line per measure.

usage: _driver.py NAME DATABASE_WITH_OURS DATABASE_WITHOUT ODOO_OPTION...
"""

import sys

# Benchmarks are named after what they measure: calendar.py would hide Python's own. At
# the end of the path they find each other all the same.
FOLDER = sys.path.pop(0)
sys.path.append(FOLDER)

import gc
import logging
import operator
import os
import statistics
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import odoo
from odoo.modules.registry import Registry
from odoo.tools import SQL, config


def main(name, ours, other, options):
    benchmark = load(name)
    config.parse_config(["--log-level", "error", *options], setup_logging=True)
    logging.getLogger("odoo").setLevel(logging.ERROR)
    is_shared = getattr(benchmark, "SAME_DATABASE", False)
    sides = {True: Registry(ours), False: Registry(ours if is_shared else other)}
    for is_ours, registry in sides.items():
        if is_shared and not is_ours:
            continue
        with registry.cursor() as cr:
            benchmark.prepare(environment(cr), is_ours)
            cr.execute("ANALYZE")  # else the planner of one side may know less
    results = {True: [], False: []}
    touched = getattr(benchmark, "TOUCHED", ())
    for number in range(benchmark.ROUNDS + 1):
        for is_ours in (True, False) if number % 2 else (False, True):
            result = {}
            for prefix, setup in cases(benchmark):
                values = once(setup, sides[is_ours], is_ours, touched)
                result |= {prefix + measure: value for measure, value in values.items()}
            if number:  # the first round warms caches
                results[is_ours].append(result)
    return report(name, benchmark, results)


def load(name):
    spec = spec_from_file_location(f"benchmark_{name}", f"{FOLDER}/{name}.py")
    benchmark = module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    return benchmark


def cases(benchmark):
    """(prefix of the measures, setup): the cases of a benchmark, or its only one."""
    named = getattr(benchmark, "CASES", None)
    if named is None:
        return [("", benchmark.setup)]
    return [(f"{name}.", setup) for name, setup in named.items()]


def environment(cr):
    return odoo.api.Environment(cr, odoo.SUPERUSER_ID, {"tracking_disable": True})


def once(setup, registry, is_ours, touched=()):
    """Run one round and undo it; ``{measure: value}``."""
    if touched:
        vacuum(registry, touched)
    with registry.cursor() as cr:
        env = environment(cr)
        work = setup(env, is_ours)
        works = work if isinstance(work, dict) else {"time": work}
        env.flush_all()
        cr.execute("SELECT pg_backend_pid()")
        backend = Path(f"/proc/{cr.fetchone()[0]}/stat")
        queries, cpu = cr.sql_log_count, cpu_time(backend)
        result = {measure: timed(env, work) for measure, work in works.items()}
        result |= {
            "queries": cr.sql_log_count - queries,
            "cpu": cpu_time(backend) - cpu,
        }
        cr.rollback()
    return result


def vacuum(registry, tables):
    """Rows that the round before has rolled back would slow down this one, or only one
    of its sides: elsewhere, autovacuum takes its time to remove them."""
    with registry.cursor() as cr:
        cr.rollback()
        cr._cnx.autocommit = True
        try:
            for table in tables:
                cr.execute(SQL("VACUUM %s", SQL.identifier(table)))
        finally:
            cr._cnx.autocommit = False


def cpu_time(backend):
    """Seconds that this process and its PostgreSQL backend worked: unlike the clock on
    the wall, they do not tell what else the machine is doing."""
    user, system = backend.read_text().rpartition(")")[2].split()[11:13]
    ticks = (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return time.process_time() + ticks


def timed(env, work):
    env.invalidate_all()
    gc.collect()
    gc.disable()
    started = time.perf_counter()
    value = work()
    env.flush_all()
    elapsed = time.perf_counter() - started
    gc.enable()
    return value if isinstance(value, float) else elapsed


def report(name, benchmark, results):
    """Print the measures."""
    passed = True
    for limited, limit in benchmark.LIMITS.items():
        measure, compare = comparison(limited)
        ours = [round_[measure] for round_ in results[True]]
        other = [round_[measure] for round_ in results[False]]
        value = statistics.median(map(compare, ours, other))
        verdict = "PASS" if value <= limit else "FAIL"
        passed = passed and value <= limit
        print(
            f"{name}.{limited}  {statistics.median(ours):.4g}  "
            f"{statistics.median(other):.4g}  {value:.3f}  {limit}  {verdict}"
        )
    return 0 if passed else 1


def comparison(limited):
    """What is limited of a measure is the median of the rounds' own ratios; of their
    differences, for what may grow by so much; our own time, if that is limited."""
    case, dot, measure = limited.rpartition(".")
    if measure == "seconds":
        return f"{case}{dot}time", lambda ours, other: ours
    if measure.startswith("extra_"):
        return f"{case}{dot}{measure[6:]}", operator.sub
    return limited, operator.truediv


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], sys.argv[4:]))
