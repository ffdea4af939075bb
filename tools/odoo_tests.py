"""Tests inside Odoo: our addons', and Odoo's own suites with our addons installed."""

import subprocess

from . import demo, layout, lint, log_check, system, workplace
from .console import log_file, say, step

TEMPLATE = "test_template"
DATABASE = "test_suite"
FIRST_PORT = 8170
PERSIAN = """
env["res.lang"]._activate_lang("fa_IR")
modules = env["ir.module.module"].search([("state", "=", "installed")])
modules._update_translations(["fa_IR"])
env["ir.cron"].search([]).active = False
env.cr.commit()
"""


def template(place):
    """A database with what our addons build on, in Persian and English; made once, by
    one command at a time."""
    with layout.locked(layout.STATE, "template.lock"):
        outside = sorted(lint.outside_dependencies())
        label = f"{place.odoo.version} {' '.join(outside)}"
        if TEMPLATE not in place.databases() or place.label(TEMPLATE) != label:
            build_template(place, outside)
            place.label(TEMPLATE, label)


def build_template(place, modules):
    building = f"{TEMPLATE}_building"
    place.drop(building)
    with step("Preparing a database with Odoo's own modules"):
        place.run(
            *("-d", building, "-i", ",".join(modules), "--stop-after-init"),
            *("--no-http", "--log-level", "warn"),
            log="template",
            problem="Installing Odoo's own modules failed",
        )
        place.shell(PERSIAN, building, "template", "Activating Persian failed")
    place.rename(building, TEMPLATE)


def addons(place, verdict, names, options):
    """Product addons on an empty company, the demo company's and the tests across
    addons on the demo company."""
    products = [name for name in names if name in layout.product_addons()]
    rest = [name for name in names if name not in products]
    if products:
        template(place)
        place.clone(TEMPLATE, DATABASE)
        run(place, verdict, "addons", products, options)
    if rest:
        demo.prepare(place)
        place.clone(demo.DATABASE, DATABASE)
        run(place, verdict, "demo company", rest, options)


def run(place, verdict, title, names, options):
    tags = options.tags or ",".join(f"/{name}" for name in names)
    if options.fast:
        tags += ",-browser"
    if not system.find("wkhtmltopdf"):
        tags += ",-pdf"
    # Odoo runs no tests of a module that -i finds installed, as the demo company is.
    present = {layout.DEMO_ADDON} & set(names)
    arguments = ["--test-tags", tags]
    for option, modules in ("-i", set(names) - present), ("-u", present):
        if modules:
            arguments += [option, ",".join(sorted(modules))]
    with step(f"Tests of {', '.join(names)}"):
        log = odoo(place, "tests", *arguments, images=options.images)
    expected = [name for name in names if not options.fast or has_fast_tests(name)]
    complaints = [] if options.tags else list(log.complaints(expected))
    for name in names:
        say(f"      {name}: {len(log.started.get(name, ()))} tests started")
    problems = [*dict.fromkeys(log.failures), *complaints[:20]]
    verdict.add(title, max(0, log.passed), log.failed + len(complaints), problems)


def has_fast_tests(addon):
    """Whether an addon has tests that need no browser: small bridges may have none."""
    files = (layout.addon_path(addon) / "tests").glob("test_*.py")
    return any('"browser"' not in path.read_text() for path in files)


def odoo(place, log, *arguments, images=False):
    """Run Odoo with tests; return what its log says (its status says too little)."""
    path = log_file(log)
    folders = [layout.ROOT, layout.TEST_ADDONS]
    command = [
        *place.command(),
        *place.options(folder for folder in folders if layout.addons(folder)),
        *("-d", DATABASE, "--http-port", workplace.free_port(FIRST_PORT)),
        *("--stop-after-init", "--max-cron-threads", "0", "--log-level", "info"),
        *arguments,
    ]
    pictures = layout.ROOT / "docs" / "images" if images else layout.STATE / "images"
    with open(path, "wb") as handle:
        done = subprocess.run(
            [str(part) for part in command],
            env={**place.environ(), "SUITE_IMAGES": str(pictures)},
            stdout=handle,
            stderr=subprocess.STDOUT,
            check=False,
        )
    found = log_check.TestLog(path.read_text(errors="replace"))
    if done.returncode and not found.failed:
        found.noise.append(f"Odoo ended with status {done.returncode}: {path}")
    return found


def lint_tests(place, verdict):
    """Odoo's own test_lint over our addons.

    Left out: what runs pylint and eslint over all of Odoo, since ``lint.py`` runs both
    over ours, and two tests that fail on Odoo's Debian package itself.
    """
    template(place)
    place.clone(TEMPLATE, DATABASE)
    names = ("TestPyLint", "TestESLint", "L10nLinter", "TestConflictMarkers")
    tags = ",".join(["/test_lint", *(f"-/test_lint:{name}" for name in names)])
    modules = ",".join(["test_lint", *layout.product_addons()])
    with step("Odoo's own test_lint"):
        log = odoo(place, "lint_tests", "-i", modules, "--test-tags", tags)
    problems = log.failures or ([] if log.passed else ["test_lint ran no test"])
    verdict.add("test_lint", max(0, log.passed), len(problems), problems)
