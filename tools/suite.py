"""``./test``: repository tests, lint and the addons' Python, Hoot and tour tests."""

import argparse
import re
import subprocess
import time

from . import core_suites, environment, layout, lint, odoo_tests, system, workplace
from .console import Problem, colour, log_file, say, step


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
    parser.add_argument("--images", action="store_true", help="renew docs/images")
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
        workplace.opened("requirements-dev.txt", needs=needs(options)) as place,
    ):
        if everything:
            repository_tests(verdict)
        if everything or options.lint:
            lint.run(place, verdict, chosen)
            odoo_tests.lint_tests(place, verdict)
        if options.odoo:
            core_suites.own_suite(place, verdict, options.odoo, options.tags)
        elif not options.lint:
            odoo_tests.addons(place, verdict, chosen, options)
    say(f"\n{time.monotonic() - started:.0f} s")
    return verdict.close()


def needs(options):
    """The system packages that the chosen tests need."""
    if options.lint:
        return []
    wanted = [
        system.program("A workbook test", "libreoffice-calc", "soffice"),
        system.program("The test of PDF documents", "wkhtmltopdf", optional=True),
    ]
    if not options.fast:
        wanted.append(system.program("A browser test", "chromium", *system.BROWSERS))
    return wanted


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
