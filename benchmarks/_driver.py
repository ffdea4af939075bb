"""Runs one benchmark inside Odoo: interleaved rounds, medians, one line per measure.

usage: _driver.py NAME DATABASE_WITH_OURS DATABASE_WITHOUT ODOO_OPTION...
"""

import gc
import importlib
import logging
import os
import statistics
import sys
import time
from pathlib import Path

import odoo
from odoo.modules.registry import Registry
from odoo.tools import config


def main(name, ours, other, options):
    benchmark = importlib.import_module(name)
    config.parse_config(["--log-level", "error", *options], setup_logging=True)
    logging.getLogger("odoo").setLevel(logging.ERROR)
    # Against raw SQL, both sides need the tables of the addons.
    other = ours if getattr(benchmark, "BOTH", False) else other
    sides = {True: Registry(ours), False: Registry(other)}
    for is_ours, registry in sides.items():
        if not is_ours and other == ours:
            continue
        with registry.cursor() as cr:
            benchmark.prepare(environment(cr), is_ours)
            cr.execute("ANALYZE")  # else the planner of one side may know less
    results = {True: [], False: []}
    for number in range(benchmark.ROUNDS + 1):
        for is_ours in (True, False) if number % 2 else (False, True):
            result = once(benchmark, sides[is_ours], is_ours)
            if number:  # the first round warms caches
                results[is_ours].append(result)
    return report(name, benchmark.LIMITS, results)


def environment(cr):
    return odoo.api.Environment(cr, odoo.SUPERUSER_ID, {"tracking_disable": True})


def once(benchmark, registry, is_ours):
    """Time one round and undo it; ``{measure: value}``."""
    with registry.cursor() as cr:
        env = environment(cr)
        work = benchmark.setup(env, is_ours)
        env.flush_all()
        env.invalidate_all()
        gc.collect()
        gc.disable()
        queries, cpu, started = cr.sql_log_count, cpu_time(cr), time.perf_counter()
        work()
        env.flush_all()
        elapsed, cpu = time.perf_counter() - started, cpu_time(cr) - cpu
        queries = cr.sql_log_count - queries
        gc.enable()
        cr.rollback()
    return {"time": elapsed, "cpu": cpu, "queries": queries}


def cpu_time(cr):
    """Seconds that this process and its PostgreSQL backend worked: unlike the clock on
    the wall, they do not tell what else the machine is doing."""
    cr.execute("SELECT pg_backend_pid()")
    fields = Path(f"/proc/{cr.fetchone()[0]}/stat").read_text().rpartition(")")[2]
    user, system = fields.split()[11:13]
    ticks = (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return time.process_time() + ticks


def report(name, limits, results):
    """Print the measures."""
    passed = True
    for measure, limit in limits.items():
        of = "queries" if measure == "extra_queries" else measure
        of = "time" if measure == "seconds" else of
        ours = [round_[of] for round_ in results[True]]
        other = [round_[of] for round_ in results[False]]
        value = compare(measure, ours, other)
        passed = passed and value <= limit
        print(
            f"{name}.{measure}  {statistics.median(ours):.4g}  "
            f"{statistics.median(other):.4g}  {value:.3f}  {limit}  "
            f"{'PASS' if value <= limit else 'FAIL'}"
        )
    return 0 if passed else 1


def compare(measure, ours, other):
    """The median of the rounds' own ratios; of differences, for queries that may not
    grow; our own time, for what has a limit in seconds."""
    if measure == "seconds":
        return statistics.median(ours)
    pairs = zip(ours, other, strict=True)
    if measure == "extra_queries":
        return statistics.median(a - b for a, b in pairs)
    return statistics.median(a / b for a, b in pairs)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], sys.argv[4:]))
