"""Reads the log of a test run: what ran, failed, was skipped, and what is noise.

Odoo ends with 0 when no test ran at all, and when browser tests were skipped because
there is no browser; a warning in the log does not fail a run either. Here they do.
"""

import re

LINE = re.compile(
    r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (?P<level>[A-Z]+) \S+ "
    r"(?P<logger>[\w.-]+): (?P<text>.*)$"
)
STARTED = re.compile(r"^Starting (?P<name>\w+\.\w+) \.\.\.")
SKIPPED = re.compile(r"^skipped (?P<name>\S+) : (?P<reason>.*)")
FAILED = re.compile(r"^(?:FAIL|ERROR): (?P<name>(?:Subtest )?\S+)")
RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
NOISY = ("WARNING", "ERROR", "CRITICAL")
MODULE = re.compile(r"^odoo\.addons\.(\w+)\.")

# Warnings that say nothing about our addons: (logger, beginning of the text, why).
EXPECTED = (
    (
        "odoo.addons.base.models.ir_actions_report",
        "Unable to find Wkhtmltopdf",
        "PDF reports need a program that Debian 13 does not have",
    ),
    (
        "odoo.addons.base.models.ir_qweb",
        "Unknown directives or unused attributes: {'t-'}",
        "Odoo's own Persian translation of the invitation mail broke a directive",
    ),
)
# A page that is closed while it loads a bundle: the test had passed by then.
LATE = re.compile(
    r"Error received after termination: .*loading of /web/assets/\S+ failed"
)


class TestLog:
    """What one run's log says, as numbers and lists of names."""

    def __init__(self, text):
        self.started = {}
        self.skipped = []
        self.failures = []
        self.noise = []
        self.passed = self.failed = 0
        for line in text.splitlines():
            if match := LINE.match(line):
                self.read(match["level"], match["logger"], match["text"])
        for failed, errors, total in RESULT.findall(text)[-1:]:
            self.failed = int(failed) + int(errors)
            self.passed = int(total) - self.failed - len(self.skipped)

    def read(self, level, logger, text):
        if match := STARTED.match(text):
            module = MODULE.match(logger)
            self.started.setdefault(module and module[1], []).append(match["name"])
        elif match := SKIPPED.match(text):
            self.skipped.append(f"{match['name']}: {match['reason']}")
        elif match := FAILED.match(text):
            self.failures.append(match["name"])
        elif level in NOISY and not expected(logger, text):
            self.noise.append(f"{level} {logger}: {text}")

    def complaints(self, addons):
        """Why the run counts as failed although no test failed."""
        for addon in addons:
            if not self.started.get(addon):
                yield f"{addon} ran no test"
        for name in self.skipped:
            yield f"skipped: {name}"
        for line in self.noise:
            yield f"unexpected in the log: {line}"


def expected(logger, text):
    return (
        RESULT.search(text)
        or LATE.match(text)
        or any(
            logger == known and text.startswith(start)
            for known, start, _why in EXPECTED
        )
    )
