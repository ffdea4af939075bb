"""System packages: used if they are there, installed if we may, else named."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from .console import Problem, run, say, step

# Debian's own switch: postgresql-common then makes no cluster and starts no service.
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/private-clusters-only.conf")
BROWSERS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


class Need(NamedTuple):
    """A Debian package that something needs, and whether what it brings is there."""

    why: str
    package: str
    present: Callable[[], object]
    # Not every Debian has the package: without it, say what is left out.
    optional: bool = False


def program(why, package, *names, optional=False):
    """The need of one of the programs ``names``, which ``package`` brings."""
    return Need(why, package, lambda: find(*(names or [package])), optional)


def find(*programs):
    """The path of the first of ``programs`` that is installed, or None."""
    return next((path for name in programs if (path := shutil.which(name))), None)


def provide(needs):
    """Install all packages that are missing at once, or say which command does."""
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    if may_install():
        refresh()
    for need in [need for need in missing if need.optional]:
        if not is_offered(need.package):
            missing.remove(need)
            say(f"  {need.why} is left out: Debian offers no {need.package} here.")
    if missing:
        install(missing)


def may_install():
    return shutil.which("apt-get") and os.geteuid() == 0


def refresh():
    with step("Refreshing the lists of system packages"):
        run(["apt-get", "update", "-q"], problem="Refreshing apt's lists failed")


def is_offered(package):
    """Whether apt can install a package."""
    if not shutil.which("apt-cache"):
        return False
    command = ["apt-cache", "policy", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "Candidate:" in done.stdout and "Candidate: (none)" not in done.stdout


def install(needs):
    packages = [need.package for need in needs]
    reasons = "\n".join(f"  {need.why} needs {need.package}." for need in needs)
    command = ["apt-get", "install", "--no-install-recommends", *packages]
    if not may_install():
        how = (
            f"Install them with:\n    sudo {' '.join(command)}"
            if shutil.which("apt-get")
            else "Install them and start again."
        )
        raise Problem(f"System packages are missing:\n{reasons}\n{how}")
    say(f"{reasons}\n  {' '.join(command)}")
    with step(f"Installing {', '.join(packages)}"), without_cluster():
        run(
            [*command, "-y", "-q"],
            problem=f"{' '.join(command)} failed",
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    for need in needs:
        if not need.present():
            raise Problem(
                f"{need.package} is installed, yet what {need.why.lower()} needs is "
                "not found: is it on the PATH?"
            )


@contextlib.contextmanager
def without_cluster():
    """Debian's PostgreSQL comes without the cluster and service it would start."""
    if NO_CLUSTER.exists():
        yield
        return
    NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    NO_CLUSTER.write_text("create_main_cluster = false\n")
    try:
        yield
    finally:
        NO_CLUSTER.unlink()
