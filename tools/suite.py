"""``./test``: repository tests, lint and the addons' Python, Hoot and tour tests."""

import argparse
import os
import re
import subprocess
import time

from . import environment, layout, lint, log_check, system, workplace
from .console import Problem, colour, log_file, say, step

TEMPLATE = "test_template"
DATABASE = "test_suite"
FIRST_PORT = 8170


class Verdict:
    """Sums up all parts and prints the last line."""

    def __init__(self):
        self.passed = self.failed = 0

    def add(self, title, passed, failed, details=()):
        self.passed += passed
        self.failed += failed
        mark = colour("FAIL", "1;31") if failed else colour("ok", "32")
        say(f"{mark:<4}  {title}: {passed} passed, {failed} failed")
        for detail in details:
            say(f"      {detail}")

    def close(self):
        say()
        say(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def main(arguments):
    parser = argparse.ArgumentParser(prog="./test")
    parser.add_argument("addons", nargs="*", metavar="ADDON", help="default: all")
    parser.add_argument("--fast", action="store_true", help="without a browser")
    parser.add_argument("--lint", action="store_true", help="only the linters")
    parser.add_argument("--odoo", metavar="MODULE", help="that module's own tests")
    parser.add_argument("--tags", help="Odoo test tags instead of all tests of ADDON")
    options = parser.parse_args(arguments)
    everything = not (options.addons or options.lint or options.odoo)
    chosen = options.addons or [*layout.addons(), *layout.addons(layout.TEST_ADDONS)]
    for name in chosen:
        if not layout.addon_path(name):
            raise Problem(f"There is no addon {name}. There are: {', '.join(chosen)}")
    started = time.monotonic()
    verdict = Verdict()
    with (
        layout.locked(layout.STATE, "test.lock"),
        workplace.opened("requirements-dev.txt") as place,
    ):
        needed_programs(options)
        if everything:
            repository_tests(verdict)
        if everything or options.lint:
            lint.run(place, verdict, chosen)
        if options.odoo:
            odoo_tests(place, verdict, options.odoo)
        elif not options.lint:
            addon_tests(place, verdict, chosen, options)
    say(f"\n{time.monotonic() - started:.0f} s")
    return verdict.close()


def needed_programs(options):
    if not (options.fast or options.lint):
        system.need(
            ["google-chrome", "chromium", "chromium-browser", "google-chrome-stable"],
            ["chromium"],
            "A browser test",
        )
    if not options.lint:
        system.need(["soffice"], ["libreoffice-calc"], "A workbook test")


def repository_tests(verdict):
    """The tests in tests/, which need no Odoo."""
    output = log_file("repository_tests")
    command = [environment.python(), "-m", "unittest", "discover", "-s", "tests", "-v"]
    with open(output, "w") as handle, step("Repository tests"):
        subprocess.run(
            [str(part) for part in command],
            cwd=layout.ROOT,
            env={**environment.variables(), "PYTHONPATH": str(layout.ROOT)},
            stdout=handle,
            stderr=subprocess.STDOUT,
            check=False,
        )
    text = output.read_text()
    total = int((re.findall(r"^Ran (\d+) test", text, re.MULTILINE) or [0])[-1])
    names = re.findall(r"^(?:FAIL|ERROR): (.*)", text, re.MULTILINE)
    names += re.findall(r"^(\S+ .*\.\.\. skipped.*)", text, re.MULTILINE)
    if not total:
        names.append(f"no test ran, see {output.relative_to(layout.ROOT)}")
    verdict.add("repository", max(0, total - len(names)), len(names), names)


# Databases


def template(place):
    """A database with what our addons build on, in Persian and English; made once."""
    outside = sorted(lint.outside_dependencies())
    label = f"{place.odoo.version} {' '.join(outside)}"
    if TEMPLATE in place.databases() and place.label(TEMPLATE) == label:
        return
    building = f"{TEMPLATE}_building"
    place.drop(building)
    with step("Preparing a database with Odoo's own modules"):
        place.run(
            *(
                "-d",
                building,
                "-i",
                ",".join(outside),
                "--stop-after-init",
                "--no-http",
            ),
            *("--log-level", "warn"),
            log="template",
            problem="Installing Odoo's own modules failed",
        )
        place.shell(PERSIAN, building, "template", "Activating Persian failed")
    place.rename(building, TEMPLATE)
    place.label(TEMPLATE, label)


PERSIAN = """
env["res.lang"]._activate_lang("fa_IR")
modules = env["ir.module.module"].search([("state", "=", "installed")])
modules._update_translations(["fa_IR"])
env["ir.cron"].search([]).active = False
env.cr.commit()
"""


def odoo_run(place, log, *arguments):
    """Run Odoo with tests; return what its log says (its status says too little)."""
    path = log_file(log)
    folders = (layout.ROOT, layout.TEST_ADDONS)
    port = workplace.free_port(FIRST_PORT)
    command = [
        *place.command(),
        *map(str, place.options(addons_folders=folders)),
        *("-d", DATABASE, "--http-port", str(port), "--stop-after-init"),
        *("--max-cron-threads", "0", "--log-level", "info", *arguments),
    ]
    env = {**place.environ(), "SUITE_IMAGES": os.environ.get("SUITE_IMAGES", "")}
    with open(path, "wb") as handle:
        done = subprocess.run(
            command, env=env, stdout=handle, stderr=subprocess.STDOUT, check=False
        )
    log = log_check.TestLog(path.read_text(errors="replace"))
    if done.returncode and not log.failed:
        log.noise.append(f"Odoo ended with status {done.returncode}, see {path.name}")
    return log


def addon_tests(place, verdict, addons, options):
    template(place)
    place.clone(TEMPLATE, DATABASE)
    tags = options.tags or ",".join(f"/{name}" for name in addons)
    if options.fast:
        tags += ",-browser"
    with step(f"Tests of {', '.join(addons)}"):
        log = odoo_run(place, "tests", "-i", ",".join(addons), "--test-tags", tags)
    complaints = [] if options.tags else list(log.complaints(addons))
    for addon in addons:
        say(f"      {addon}: {len(log.started.get(addon, ()))} tests started")
    verdict.add(
        "addons",
        max(0, log.passed),
        log.failed + len(complaints),
        [*dict.fromkeys(log.failures), *complaints[:20]],
    )


def odoo_tests(place, verdict, module):
    """A module's own suite with all our addons installed.

    What fails is run again without them: only what then passes is our doing.
    """
    template(place)
    place.clone(TEMPLATE, DATABASE)
    ours = layout.product_addons()
    with step(f"Installing our addons and {module}"):
        odoo_run(place, "install", "-i", ",".join([module, *ours]))
    with step(f"Odoo's own tests of {module}"):
        log = odoo_run(place, "odoo_tests", "-u", module, "--test-tags", f"/{module}")
    new = list(dict.fromkeys(log.failures))
    old = []
    if new:
        old = failing_without_ours(place, module, new)
        new = [name for name in new if name not in old]
    notes = [f"fails without our addons too: {name}" for name in old]
    if not log.started.get(module):
        new.append(f"{module} ran no test")
    verdict.add(f"odoo {module}", max(0, log.passed), len(new), [*new, *notes])


def failing_without_ours(place, module, names):
    place.clone(TEMPLATE, DATABASE)
    tags = ",".join(f"/{module}:{name}" for name in names)
    with step("The failed tests once more, without our addons"):
        odoo_run(place, "install", "-i", module)
        log = odoo_run(place, "odoo_stock", "-u", module, "--test-tags", tags)
    return [name for name in names if name in log.failures]
