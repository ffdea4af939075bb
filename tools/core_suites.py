"""Odoo's own suites with our addons installed: ``./test --odoo MODULE``."""

from . import layout, log_check, odoo_tests
from .console import step

# Most of a module's tests run while it is installed, when what builds on it is not
# there yet. Here they run in the end, when it is.
LATE = """
import logging
from odoo.tests import loader
from odoo.tools import config

module, tags = {arguments}
config["test_enable"] = True
config["test_tags"] = tags
for name in ("odoo.tests", f"odoo.addons.{{module}}"):
    logging.getLogger(name).setLevel(logging.INFO)
suite = loader.make_suite([module], "at_install")
print(loader.run_suite(suite, env.registry._assertion_report))
"""


def own_suite(place, verdict, module, tags):
    """A module's own suite with all our addons installed, or what ``tags`` leaves of it.

    What fails is run again without them: only what then passes is our doing.
    """
    odoo_tests.template(place)
    ours = layout.product_addons()
    logs = both_parts(place, module, tags, [module, *ours])
    failed = [list(dict.fromkeys(log.failures)) for log in logs]
    stock = [[], []]
    if any(failed):
        names = [name.removeprefix("Subtest ") for part in failed for name in part]
        tags = ",".join(f"/{module}:{name}" for name in dict.fromkeys(names))
        again = both_parts(place, module, tags, [module])
        stock = [log.failures for log in again]
    new = [name for part, old in zip(failed, stock) for name in part if name not in old]
    notes = [
        f"fails without our addons too: {name}"
        for part, old in zip(failed, stock)
        for name in part
        if name in old
    ]
    if not any(log.started.get(module) for log in logs):
        new.append(f"{module} ran no test")
    passed = sum(max(0, log.passed) for log in logs)
    verdict.add(f"odoo {module}", passed, len(new), [*new, *notes])


def both_parts(place, module, tags, modules):
    """The logs of what runs at the end anyway, and of what usually runs early."""
    tags = tags or f"/{module}"
    place.clone(odoo_tests.TEMPLATE, odoo_tests.DATABASE)
    with step(f"Installing {module}" + " and our addons" * (len(modules) > 1)):
        odoo_tests.odoo(place, "install", "-i", ",".join(modules))
    with step(f"Odoo's own tests of {module}, in the end"):
        # Without -u, Odoo would run those of the installation here, too early again.
        end = odoo_tests.odoo(
            place, "odoo_tests", "--test-tags", f"{tags},-at_install"
        )
    with step(f"Odoo's own tests of {module}, those of its installation"):
        path = place.shell(
            LATE.format(arguments=(module, tags)),
            odoo_tests.DATABASE,
            "odoo_tests_late",
            "The tests did not run",
        )
    return end, log_check.TestLog(path.read_text(errors="replace"))
