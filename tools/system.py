"""System packages: used if they are there, installed if we may, else named."""

import os
import shutil
import subprocess
from pathlib import Path

from .console import Problem, run, say, step

# Debian's own switch: postgresql-common then makes no cluster and starts no service.
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/private-clusters-only.conf")


def find(*programs):
    """The path of the first of ``programs`` that is installed, or None."""
    return next((path for name in programs if (path := shutil.which(name))), None)


def need(programs, packages, why):
    """The path of one of ``programs``; installs ``packages`` if none is there."""
    if path := find(*programs):
        return path
    install(packages, why)
    if path := find(*programs):
        return path
    raise Problem(f"{packages[0]} is installed, yet none of {programs} is on the PATH.")


def want(program, package, why):
    """Whether ``program`` is there, after an attempt at installing it: not every Debian
    has ``package``."""
    if not find(program):
        if not is_offered(package):
            say(f"  {why} is left out: there is no {program}, and no package of it.")
            return False
        install([package], why)
    return True


def is_offered(package):
    """Whether apt can install a package."""
    if not shutil.which("apt-cache"):
        return False
    command = ["apt-cache", "policy", package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "Candidate:" in done.stdout and "Candidate: (none)" not in done.stdout


def install(packages, why):
    """Install Debian packages, or say which command does."""
    command = f"apt-get install --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise Problem(
            f"{why} needs {' or '.join(packages)}. Install it and start again."
        )
    if os.geteuid() != 0:
        raise Problem(
            f"{why} needs the system package {packages[0]}. Install it with:\n"
            f"    sudo {command}"
        )
    say(f"  {why} needs a system package: {command}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step(f"Installing {packages[0]}"):
        run(
            ["apt-get", "update", "-q"],
            problem="Refreshing apt's lists failed",
            env=env,
        )
        run([*command.split(), "-y", "-q"], problem=f"{command} failed", env=env)
